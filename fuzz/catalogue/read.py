"""Reading cases and causes from files: strictly, and without running anything that they say."""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from fuzz.catalogue.cause import Cause, cause_of, layers_of
from fuzz.catalogue.decode import MAX_CAUSE, content, decode, with_words
from fuzz.catalogue.entry import FORMAT, Entry, may_belong
from fuzz.error import FuzzError
from fuzz.verdict.finding import NOT_FINITE
from strategies.case import Case
from strategies.error import CaseError
from strategies.names import check_names

NAME = re.compile(r"\w*")

EARLIER = 2
"""The format that `fuzz migrate` reads (`fuzz.catalogue.format2`)."""


def read_case(path: Path) -> Case:
    """The case in a JSON file. Raises `FuzzError` naming the file and the field."""
    return decode_case(content(path), str(path))


def decode_case(text: bytes, source: str) -> Case:
    """The case in some JSON. Raises `FuzzError` naming ``source`` and the field."""
    return _checked(decode(text, Case, source), source, "$", _check)


def read_cause(path: Path, *, runnable: bool = False) -> Cause:
    """The cause in a JSON file, its variants put in order. Raises `FuzzError` naming the file and the
    field."""
    group, variants = decode_variants(content(path, "a cause", MAX_CAUSE), str(path), runnable=runnable)
    return cause_of(group, variants)


def decode_variants(
    text: bytes, source: str, *, runnable: bool = False
) -> tuple[str, tuple[Entry, ...]]:
    """The id and the variants of the cause in some JSON, as they stand there.

    Raises `FuzzError` naming ``source`` and the field. Variants that are to be ``runnable`` are also
    refused where a case is too large to run, which takes longer to tell than to read it.
    """
    raw = decode(text, dict, source)
    _check_format(raw, source)
    group, layers, others = raw.pop("id", None), raw.pop("layers", None), raw.pop("variants", None)
    if not isinstance(others, list) or not all(isinstance(other, dict) for other in others):
        raise FuzzError(f"{source}: expected a list of variants - at `$.variants`")
    variants = [_variant(raw, group, source, "$", runnable)]
    ids = {variants[0].id}
    for number, other in enumerate(others):
        root = f"$.variants[{number}]"
        name = other.pop("id", None)
        variant = _variant(other, group, source, root, runnable)
        check_id(variant, name, source, root)
        if variant.id in ids:
            raise FuzzError(f"{source}: another variant has the same id - at `{root}.id`")
        ids.add(variant.id)
        variants.append(variant)
    if layers != list(layers_of(variants)):
        raise FuzzError(f"{source}: its variants are of {list(layers_of(variants))} - at `$.layers`")
    return str(group), tuple(variants)


def _check_format(raw: dict[str, object], source: str) -> None:
    """Take the format out of what is read. Raises `FuzzError` where it is another one."""
    found = raw.pop("format", None)
    if found == FORMAT and isinstance(found, int):
        return
    problem = f"unknown format {found!r}; this version reads format {FORMAT}"
    if found == EARLIER:
        problem = f"format {found} is that of an earlier version: run `fuzz migrate DIR --out DIR`"
    raise FuzzError(f"{source}: {problem} - at `$.format`")


def check_id(entry: Entry, name: object, source: str, root: str = "$") -> None:
    """Raise `FuzzError` where an entry has another id than its signature says."""
    if name != entry.id:
        raise FuzzError(
            f"{source}: the signature belongs to the id {entry.id!r}, not {name!r} - at `{root}.id`"
        )


def _variant(raw: dict[str, object], group: object, source: str, root: str, runnable: bool) -> Entry:
    """A variant of the cause with an id, from its fields: only the file says of which cause it is."""
    if "group" in raw:
        raise FuzzError(f"{source}: Object contains unknown field `group` - at `{root}`")
    entry = to_entry({**raw, "group": group}, source, root, runnable)
    if not may_belong(entry.group, entry.signature):
        field = "$.id" if root == "$" else f"{root}.signature"
        raise FuzzError(f"{source}: {entry.id!r} is no variant of {group!r} - at `{field}`")
    return entry


def to_entry(raw: dict[str, object], source: str, root: str = "$", runnable: bool = False) -> Entry:
    """An entry from its fields as plain values, all of them checked. Raises `FuzzError`."""
    try:
        entry = msgspec.convert(raw, Entry)
    except msgspec.ValidationError as error:
        told = with_words(error, Entry).replace("`$.group", "`$.id")
        told = told.replace("`$", f"`{root}") if "`$" in told or root == "$" else f"{told} - at `{root}`"
        raise FuzzError(f"{source}: {told}") from None
    _check_names(entry, source, root)
    checking = _check if runnable else check_names
    _checked(entry.case, source, f"{root}.case", checking)
    if entry.passing is not None:
        _checked(entry.passing, source, f"{root}.passing", checking)
    return entry


def _check_names(entry: Entry, source: str, root: str) -> None:
    """What is written into a script, or a file's name, is a name."""
    signature = entry.signature
    names = {
        "signature.rule": signature.rule.replace(".", "_", 1),
        "signature.op": signature.op,
        "signature.exception": signature.exception,
    }
    names |= {f"observed[{n}].exception": seen.exception for n, seen in enumerate(entry.observed)}
    for field, name in names.items():
        if not NAME.fullmatch(name):
            raise FuzzError(f"{source}: {name!r} is not a name - at `{root}.{field}`")
    if signature.kind == "nonfinite" and signature.stage not in NOT_FINITE:
        problem = "nothing can be nonfinite in this stage"
        raise FuzzError(f"{source}: {problem} - at `{root}.signature.stage`")


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
