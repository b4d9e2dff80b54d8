"""Reading cases and entries from files: strictly, and without running anything that they say."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from fuzz.catalogue.entry import FORMAT, Entry
from fuzz.error import FuzzError
from fuzz.verdict.finding import NOT_FINITE
from strategies.case import Case
from strategies.error import CaseError
from strategies.validation import check, check_names

MAX_FILE = 2**20
"""The largest file, in bytes, that is read as a case or an entry."""

T = TypeVar("T")


def read_case(path: Path) -> Case:
    """The case in a JSON file. Raises `FuzzError` naming the file and the field."""
    return decode_case(_content(path), str(path))


def decode_case(content: bytes, source: str) -> Case:
    """The case in some JSON. Raises `FuzzError` naming ``source`` and the field."""
    return _checked(_decode(content, Case, source), source)


def read_entry(path: Path, *, runnable: bool = False) -> Entry:
    """The entry in a JSON file. Raises `FuzzError` naming the file and the field.

    An entry that is to be ``runnable`` is also refused where its case is too large to run, which
    takes longer to tell than to read it.
    """
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
        raise FuzzError(
            f"{path}: the signature belongs to the id {entry.id!r}, not {name!r} - at `$.id`"
        )
    _check_names(entry, str(path))
    checking = check if runnable else check_names
    _checked(entry.case, str(path), "$.case", checking)
    if entry.passing is not None:
        _checked(entry.passing, str(path), "$.passing", checking)
    return entry


def _check_names(entry: Entry, source: str) -> None:
    """What is written into a script, or a file's name, is a name."""
    signature = entry.signature
    names = {
        "$.signature.rule": signature.rule.replace(".", "_", 1),
        "$.signature.op": signature.op,
        "$.signature.exception": signature.exception,
    }
    names |= {f"$.observed[{n}].exception": seen.exception for n, seen in enumerate(entry.observed)}
    for field, name in names.items():
        if not re.fullmatch(r"\w*", name):
            raise FuzzError(f"{source}: {name!r} is not a name - at `{field}`")
    if signature.kind == "nonfinite" and signature.stage not in NOT_FINITE:
        raise FuzzError(f"{source}: nothing can be nonfinite in this stage - at `$.signature.stage`")


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        raise FuzzError(f"{path}: {error.strerror}") from None
    if len(content) > MAX_FILE:
        raise FuzzError(f"{path}: too large: a case or an entry has at most {MAX_FILE:,} bytes")
    return content


def _decode(content: bytes, kind: type[T], source: str) -> T:
    try:
        decoded = msgspec.json.decode(content, type=kind)
        _refuse_repeated_fields(content, source)
        return decoded
    except RecursionError:
        raise FuzzError(f"{source}: not valid JSON: nested too deeply") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        reason = "" if isinstance(error, msgspec.ValidationError) else "not valid JSON: "
        raise FuzzError(f"{source}: {reason}{error}") from None


def _refuse_repeated_fields(content: bytes, source: str) -> None:
    """Of a field that comes twice a reader may take either, so two readers might not agree."""

    def look(pairs: list[tuple[str, Any]]) -> None:
        if len(dict(pairs)) < len(pairs):
            name = Counter(name for name, _ in pairs).most_common(1)[0][0]
            raise FuzzError(f"{source}: Object contains the field `{name}` more than once")

    json.loads(content, object_pairs_hook=look)


def _checked(case: Case, source: str, root: str = "$", checking: Callable[[Case], Case] = check) -> Case:
    try:
        return checking(case)
    except CaseError as error:
        field = root + error.field.removeprefix("$")
        raise FuzzError(f"{source}: {error.problem} - at `{field}`") from None
