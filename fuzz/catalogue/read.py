"""Reading cases and entries from files: strictly, and without running anything that they say."""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from fuzz.catalogue.decode import content, decode, with_words
from fuzz.catalogue.entry import FORMAT, Entry
from fuzz.error import FuzzError
from fuzz.verdict.finding import NOT_FINITE
from strategies.case import Case
from strategies.error import CaseError
from strategies.names import check_names

NAME = re.compile(r"\w*")


def read_case(path: Path) -> Case:
    """The case in a JSON file. Raises `FuzzError` naming the file and the field."""
    return decode_case(content(path), str(path))


def decode_case(text: bytes, source: str) -> Case:
    """The case in some JSON. Raises `FuzzError` naming ``source`` and the field."""
    return _checked(decode(text, Case, source), source, "$", _check)


def read_entry(path: Path, *, runnable: bool = False) -> Entry:
    """The entry in a JSON file. Raises `FuzzError` naming the file and the field.

    An entry that is to be ``runnable`` is also refused where its case is too large to run, which
    takes longer to tell than to read it.
    """
    return decode_entry(content(path), str(path), runnable=runnable)


def decode_entry(text: bytes, source: str, *, runnable: bool = False) -> Entry:
    """The entry in some JSON. Raises `FuzzError` naming ``source`` and the field."""
    raw = decode(text, dict, source)
    if raw.get("format") != FORMAT:
        known = f"this version reads format {FORMAT}"
        raise FuzzError(f"{source}: unknown format {raw.get('format')!r}; {known} - at `$.format`")
    name = raw.pop("id", None)
    try:
        entry = msgspec.convert(raw, Entry)
    except msgspec.ValidationError as error:
        raise FuzzError(f"{source}: {with_words(error, Entry)}") from None
    if name != entry.id:
        raise FuzzError(
            f"{source}: the signature belongs to the id {entry.id!r}, not {name!r} - at `$.id`"
        )
    _check_names(entry, source)
    checking = _check if runnable else check_names
    _checked(entry.case, source, "$.case", checking)
    if entry.passing is not None:
        _checked(entry.passing, source, "$.passing", checking)
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
        if not NAME.fullmatch(name):
            raise FuzzError(f"{source}: {name!r} is not a name - at `{field}`")
    if signature.kind == "nonfinite" and signature.stage not in NOT_FINITE:
        raise FuzzError(f"{source}: nothing can be nonfinite in this stage - at `$.signature.stage`")


def _checked(case: Case, source: str, root: str, checking: Callable[[Case], Case]) -> Case:
    try:
        return checking(case)
    except CaseError as error:
        field = root + error.field.removeprefix("$")
        raise FuzzError(f"{source}: {error.problem} - at `{field}`") from None


def _check(case: Case) -> Case:
    """`check`, imported where a case is to run: it knows the whole network, and a reader need not."""
    from strategies.validation import check

    return check(case)
