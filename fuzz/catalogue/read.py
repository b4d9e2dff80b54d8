"""Reading cases and entries from files: strictly, and without running anything that they say."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from fuzz.catalogue.entry import FORMAT, Entry
from fuzz.error import FuzzError
from strategies.bound import check
from strategies.case import Case
from strategies.error import CaseError

MAX_FILE = 2**20
"""The largest file, in bytes, that is read as a case or an entry."""

T = TypeVar("T")


def read_case(path: Path) -> Case:
    """The case in a JSON file. Raises `FuzzError` naming the file and the field."""
    return decode_case(_content(path), str(path))


def decode_case(content: bytes, source: str) -> Case:
    """The case in some JSON. Raises `FuzzError` naming ``source`` and the field."""
    return _checked(_decode(content, Case, source), source)


def read_entry(path: Path) -> Entry:
    """The entry in a JSON file. Raises `FuzzError` naming the file and the field."""
    raw = _decode(_content(path), dict[str, Any], str(path))
    if raw.get("format") != FORMAT:
        known = f"this version reads format {FORMAT}"
        raise FuzzError(f"{path}: unknown format {raw.get('format')!r}; {known} - at `$.format`")
    name = raw.pop("id", None)
    try:
        entry = msgspec.convert(raw, Entry)
    except msgspec.ValidationError as error:
        raise FuzzError(f"{path}: {error}") from None
    if name != entry.id:
        raise FuzzError(f"{path}: the signature belongs to the id {entry.id!r}, not {name!r} - at `$.id`")
    _checked(entry.case, str(path), "$.case")
    return entry


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise FuzzError(f"{path}: {size:,} bytes, where a case or an entry has at most {MAX_FILE:,}")
        return path.read_bytes()
    except OSError as error:
        raise FuzzError(f"{path}: {error.strerror}") from None


def _decode(content: bytes, kind: type[T], source: str) -> T:
    try:
        return msgspec.json.decode(content, type=kind)
    except RecursionError:
        raise FuzzError(f"{source}: not valid JSON: nested too deeply") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = "" if isinstance(error, msgspec.ValidationError) else "not valid JSON: "
        raise FuzzError(f"{source}: {reason}{error}") from None


def _checked(case: Case, source: str, root: str = "$") -> Case:
    try:
        return check(case)
    except CaseError as error:
        field = root + error.field.removeprefix("$")
        raise FuzzError(f"{source}: {error.problem} - at `{field}`") from None
