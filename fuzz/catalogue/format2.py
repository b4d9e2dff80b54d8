"""Format 2, of an earlier version: a file for each variant. It is read in order to be migrated."""

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from fuzz.catalogue.decode import decode
from fuzz.catalogue.entry import Entry, group_without_rule
from fuzz.catalogue.read import EARLIER, check_id, to_entry
from fuzz.catalogue.store import texts
from fuzz.error import FuzzError
from fuzz.text import shown
from strategies.contract import predict

LATER = ("group", "proof")
"""The fields of an entry that format 2 doesn't have."""

UNKNOWN = ""
"""In place of the group of an entry that was read and is yet to be put into one."""


def read_format2(directory: Path) -> list[Entry]:
    """The entries of a catalogue of format 2, a directory or a packed file, each in its group.

    Raises `FuzzError` naming the file and the field that is not as format 2 has it.
    """
    entries: dict[str, Entry] = {}
    for source, text in texts(directory):
        entry = decode_format2(text, source)
        if entry.id in entries:
            raise FuzzError(f"{source}: another file of this directory has the same id - at `$.id`")
        entries[entry.id] = entry
    return in_groups(entries.values())


def decode_format2(text: bytes, source: str) -> Entry:
    """The entry in some JSON of format 2, yet without a group. Raises `FuzzError`."""
    raw = decode(text, dict, source)
    found = raw.pop("format", None)
    if found != EARLIER or not isinstance(found, int):
        problem = f"format {shown(found)} is not {EARLIER}, which this command reads"
        raise FuzzError(f"{source}: {problem} - at `$.format`")
    name = raw.pop("id", None)
    for field in LATER:
        if field in raw:
            raise FuzzError(f"{source}: Object contains unknown field `{field}`")
    entry = to_entry({**raw, "group": UNKNOWN}, source)
    check_id(entry, name, source)
    return entry


def in_groups(entries: Iterable[Entry]) -> list[Entry]:
    """Entries with the groups that today's contract puts them into.

    One whose rule the contract no longer has goes by the others: where the name of its rule is shared by
    them, it is of that cause as well, and else of a cause of its own.
    """
    grouped = [replace(entry, group=_group(entry)) for entry in entries]
    shared = {entry.group for entry in grouped if entry.group and "." not in entry.group}
    return [
        entry if entry.group else replace(entry, group=_by_name(entry.signature.rule, shared))
        for entry in grouped
    ]


def _group(entry: Entry) -> str:
    """The group of an entry by the contract; "" where its case breaks no such rule."""
    rule = entry.signature.rule
    if not rule:
        return group_without_rule(entry.signature)
    expected = predict(entry.case)
    told = (*expected.violations, *filter(None, [expected.misuse]), *expected.excused)
    return next((violation.group for violation in told if violation.rule == rule), UNKNOWN)


def _by_name(rule: str, shared: set[str]) -> str:
    name = rule.partition(".")[2]
    return name if name in shared else rule
