"""Reading cases and causes from files: strictly, and without running anything that they say."""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from fuzz.catalogue.cause import Cause, cause_of, layers_of
from fuzz.catalogue.decode import MAX_CAUSE, content, decode, with_words
from fuzz.catalogue.entry import FORMAT, Entry, may_belong
from fuzz.error import FuzzError
from fuzz.text import clipped, shown
from fuzz.verdict.finding import NOT_FINITE
from strategies.case import Case
from strategies.error import CaseError
from strategies.names import check_names

NAME = re.compile(r"\w{0,100}", re.ASCII)

RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""Names that are devices on Windows, whatever stands behind a dot."""

EARLIER = 2
"""The format that `fuzz migrate` reads (`fuzz.catalogue.format2`)."""


def read_case(path: Path) -> Case:
    """The case in a JSON file. Raises `FuzzError` naming the file and the field."""
    return decode_case(content(path), str(path))


def decode_case(text: bytes, source: str) -> Case:
    """The case in some JSON. Raises `FuzzError` naming ``source`` and the field."""
    return check_case(decode(text, Case, source), source, "$", _check)


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
        wanted = clipped(str(list(layers_of(variants))))
        raise FuzzError(f"{source}: its variants are of {wanted} - at `$.layers`")
    return str(group), tuple(variants)


def _check_format(raw: dict[str, object], source: str) -> None:
    """Take the format out of what is read. Raises `FuzzError` where it is another one."""
    found = raw.pop("format", None)
    if found == FORMAT and isinstance(found, int):
        return
    problem = f"unknown format {shown(found)}; this version reads format {FORMAT}"
    if found == EARLIER:
        problem = f"format {found} is that of an earlier version: run `fuzz migrate DIR --out DIR`"
    raise FuzzError(f"{source}: {problem} - at `$.format`")


def check_id(entry: Entry, name: object, source: str, root: str = "$") -> None:
    """Raise `FuzzError` where an entry has another id than its signature says."""
    if name != entry.id:
        raise FuzzError(
            f"{source}: the signature belongs to the id {entry.id!r}, not {shown(name)} - at `{root}.id`"
        )


def _variant(raw: dict[str, object], group: object, source: str, root: str, runnable: bool) -> Entry:
    """A variant of the cause with an id, from its fields: only the file says of which cause it is."""
    if "group" in raw:
        raise FuzzError(f"{source}: Object contains unknown field `group` - at `{root}`")
    entry = to_entry({**raw, "group": group}, source, root, runnable)
    check_group(entry, source, "$.id" if root == "$" else f"{root}.signature")
    return entry


def check_group(entry: Entry, source: str, field: str) -> None:
    """Raise `FuzzError` where an entry is put into a cause that it can't be of: that names a file."""
    if not may_belong(entry.group, entry.signature):
        problem = f"{entry.id!r} is no variant of {shown(entry.group)}"
        raise FuzzError(f"{source}: {problem} - at `{field}`")


def to_entry(raw: dict[str, object], source: str, root: str = "$", runnable: bool = False) -> Entry:
    """An entry from its fields as plain values, all of them checked. Raises `FuzzError`."""
    try:
        entry = msgspec.convert(raw, Entry)
    except msgspec.ValidationError as error:
        told = with_words(error, Entry, raw).replace("`$.group", "`$.id")
        told = told.replace("`$", f"`{root}") if "`$" in told or root == "$" else f"{told} - at `{root}`"
        raise FuzzError(f"{source}: {told}") from None
    return check_entry(entry, source, root, _check if runnable else check_names)


def check_entry(
    entry: Entry, source: str, root: str = "$", checking: Callable[[Case], Case] = check_names
) -> Entry:
    """Return a decoded entry if all that is written into scripts, or is run, may be.

    Raises `FuzzError` naming ``source`` and the field.
    """
    _check_names(entry, source, root)
    proof = entry.proof.case if entry.proof is not None else None
    for field, case in (("case", entry.case), ("passing", entry.passing), ("proof.case", proof)):
        if case is not None:
            check_case(case, source, f"{root}.{field}", checking)
    return entry


def _check_names(entry: Entry, source: str, root: str) -> None:
    """What is written into a script, or a file's name, is a name."""
    signature = entry.signature
    names = [
        *(("signature.rule", part) for part in signature.rule.split(".", 1)),
        ("signature.op", signature.op),
        ("signature.exception", signature.exception),
        *((f"observed[{n}].exception", seen.exception) for n, seen in enumerate(entry.observed)),
    ]
    for field, name in names:
        if not NAME.fullmatch(name) or name.lower() in RESERVED:
            raise FuzzError(f"{source}: {shown(name)} is not a name - at `{root}.{field}`")
    if signature.kind == "nonfinite" and signature.stage not in NOT_FINITE:
        problem = "nothing can be nonfinite in this stage"
        raise FuzzError(f"{source}: {problem} - at `{root}.signature.stage`")


def check_case(
    case: Case, source: str, root: str, checking: Callable[[Case], Case] = check_names
) -> Case:
    """Return a decoded case if it may be what it says. Raises `FuzzError`."""
    try:
        return checking(case)
    except CaseError as error:
        field = root + error.field.removeprefix("$")
        raise FuzzError(f"{source}: {error.problem} - at `{field}`") from None


def _check(case: Case) -> Case:
    """`check`, imported where a case is to run: it knows the whole network, and a reader need not."""
    from strategies.validation import check

    return check(case)
