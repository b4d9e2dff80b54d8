"""JSON from a file, read strictly: not too large, and no field twice."""

import re
from collections import Counter
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec

from fuzz.error import FuzzError

MAX_FILE = 2**20
"""The largest file, in bytes, that is read as a case."""

MAX_CAUSE = 2**23
"""The largest file, in bytes, that is read as a cause. The 77 variants of ``tensor`` take 120 KB as one
release shows them, and each may be observed on ten releases and devices, and be told in many words."""

FIRST_READ = 2**14
"""Most files are smaller than this. Room for the largest one takes longer to make than they to read."""

T = TypeVar("T")


def content(path: Path, what: str = "a case", most: int = MAX_FILE) -> bytes:
    """The bytes of a file, of which there may be so many. Raises `FuzzError` naming the file.

    ``what`` is what it is expected to hold, for the error.
    """
    try:
        with open(path, "rb") as file:
            found = file.read(FIRST_READ)
            if len(found) == FIRST_READ:
                found += file.read(most + 1 - FIRST_READ)
    except OSError as error:
        raise FuzzError(f"{path}: {error.strerror}") from None
    return bounded(found, str(path), what, most)


def bounded(found: bytes, source: str, what: str, most: int = MAX_FILE) -> bytes:
    """The same bytes, of which there may be so many. Raises `FuzzError` naming ``source``."""
    if len(found) > most:
        raise FuzzError(f"{source}: too large: {what} has at most {most:,} bytes")
    return found


def decode(text: bytes, kind: type[T], source: str) -> T:
    """JSON as a value of some type. Raises `FuzzError` naming ``source`` and the field."""
    try:
        decoded = msgspec.json.decode(text, type=kind)
        # What is written again as it stood has lost nothing, so no field is in it twice.
        if msgspec.json.encode(decoded) != msgspec.json.format(text, indent=-1):
            _refuse_repeated_fields(text, source)
        return decoded
    except RecursionError:
        raise FuzzError(f"{source}: not valid JSON: nested too deeply") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        invalid = isinstance(error, msgspec.ValidationError)
        reason = with_words(error, kind) if invalid else f"not valid JSON: {error}"
        raise FuzzError(f"{source}: {reason}") from None


def with_words(error: Exception, kind: Any) -> str:
    """What msgspec has against a value; of a word, with those that may stand in a field of ``kind``."""
    problem, at, path = str(error).rpartition(" - at `$.")
    for name in re.findall(r"\w+", path):
        kind = getattr(kind, "__annotations__", {}).get(name)
    words = [word for word in get_args(kind) if isinstance(word, str)]
    return f"{problem}; valid: {', '.join(words)}{at}{path}" if words else str(error)


def _refuse_repeated_fields(text: bytes, source: str) -> None:
    """Of a field that comes twice a reader may take either, so two readers might not agree."""
    import json  # loaded where it is needed: for a file that this project has not written

    def look(pairs: list[tuple[str, Any]]) -> None:
        if len(dict(pairs)) < len(pairs):
            name = Counter(name for name, _ in pairs).most_common(1)[0][0]
            raise FuzzError(f"{source}: Object contains the field `{name}` more than once")

    json.loads(text, object_pairs_hook=look)
