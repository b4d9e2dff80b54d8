"""JSON from a file, read strictly: a regular file, not too large, and no field twice."""

import codecs
import os
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec

from fuzz.catalogue.wanted import plain, wanted
from fuzz.error import FuzzError
from fuzz.text import clipped

MAX_FILE = 2**20
"""The largest file, in bytes, that is read as a case, and the longest line of standard input."""

MAX_CAUSE = 2**22
"""The largest file, in bytes, that is read as a cause. The 77 variants of ``tensor`` take 120 KB as one
release shows them, and each may be observed on ten releases and devices, and be told in many words."""

NOT_WAITING = getattr(os, "O_NONBLOCK", 0)
"""A pipe that nobody writes to would keep who opens it waiting for ever."""

T = TypeVar("T")


def content(path: Path, what: str = "a case", most: int = MAX_FILE) -> bytes:
    """The bytes of a file, of which there may be so many. Raises `FuzzError` naming the file.

    ``what`` is what it is expected to hold, for the error.
    """
    with regular(path, what) as file:
        size = os.fstat(file.fileno()).st_size
        found = file.read(min(size, most) + 1)
        if len(found) > size:  # it has grown, or the system does not tell its size
            found += file.read(most)
    return bounded(found, str(path), what, most)


@contextmanager
def regular(path: Path, what: str) -> Iterator[IO[bytes]]:
    """A file open for reading.

    Raises `FuzzError` naming it where it can't be read, or is a pipe, a device or a directory: they may
    have no end, or keep their reader waiting.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FuzzError(f"{path}: not a regular file: {what} is read from one")
            yield file
    except (OSError, ValueError) as error:
        raise FuzzError(f"{path}: {getattr(error, 'strerror', None) or error}") from None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | NOT_WAITING)


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
        reason = (
            with_words(error, kind, plain(text))
            if invalid
            else f"not valid JSON: {error}{_marked(text)}"
        )
        raise FuzzError(f"{source}: {reason}") from None


def _marked(text: bytes) -> str:
    """What to do about a byte order mark, which some editors write in front of the first letter."""
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return "; save it as UTF-8 without a byte order mark" if text.startswith(marks) else ""


def with_words(error: Exception, kind: Any, raw: object) -> str:
    """What msgspec has against a value, as plain values, of ``kind``; of a word or a field, with those
    that there are."""
    said = clipped(str(error))
    problem, at, path = said.partition(" - at `")
    return f"{problem}{wanted(problem, path.rstrip('`'), kind, raw)}{at}{path}"


def _refuse_repeated_fields(text: bytes, source: str) -> None:
    """Of a field that comes twice a reader may take either, so two readers might not agree."""
    import json  # loaded where it is needed: for a file that this project has not written

    def look(pairs: list[tuple[str, Any]]) -> None:
        if len(dict(pairs)) < len(pairs):
            name = Counter(name for name, _ in pairs).most_common(1)[0][0]
            raise FuzzError(f"{source}: Object contains the field `{clipped(name)}` more than once")

    try:
        json.loads(text, object_pairs_hook=look)
    except ValueError as error:
        raise FuzzError(f"{source}: not valid JSON: {error}") from None
