"""Which cause or variant a name stands for."""

from collections.abc import Mapping

from fuzz.catalogue.cause import Cause, cause_of
from fuzz.catalogue.entry import Entry
from fuzz.error import FuzzError

NAMED = 5
"""How many of the ids that a name may stand for are named."""

LONGEST_NAME = 200


def look_up(name: str, entries: Mapping[str, Entry], where: object) -> Cause | Entry:
    """The cause or the variant whose id a name is, or is a part of alone, among variants by their ids.

    A part of a cause's id stands for the cause, though ids of its variants have it as well. Raises
    `FuzzError` where there is no such cause or variant in ``where``, or more than one.
    """
    if not name.strip():
        raise FuzzError("an ID must not be empty; 'fuzz list' lists them")
    groups = {entry.group for entry in entries.values()}
    if name in groups:
        return _cause(name, entries)
    if name in entries:
        return entries[name]
    causes = sorted(group for group in groups if name in group)
    variants = [entry for entry in entries.values() if name in entry.id and name not in entry.group]
    if len(causes) == 1 and not variants:
        return _cause(causes[0], entries)
    if len(variants) == 1 and not causes:
        return variants[0]
    near = [*causes, *(entry.id for entry in variants)]
    if not near and _is_reading(name):
        raise FuzzError(
            f"{name}: a reading of 'fuzz explain', not a failure of {where}: all that is known of it is"
            " what 'fuzz explain' says; 'fuzz list' lists the failures"
        )
    if not near:
        raise FuzzError(f"{name}: no cause or variant of {where} has this id; {_meant(name, entries)}")
    what = " and ".join(w for w, found in (("causes", causes), ("variants", variants)) if found)
    raise FuzzError(f"{name}: {len(near)} {what} have this in their id: {', '.join(near[:NAMED])}")


def _cause(group: str, entries: Mapping[str, Entry]) -> Cause:
    return cause_of(group, (entry for entry in entries.values() if entry.group == group))


def _is_reading(name: str) -> bool:
    from fuzz.message.example import is_reading  # loaded where a user has mistyped something

    return is_reading(name)


def _meant(name: str, entries: Mapping[str, Entry]) -> str:
    from difflib import get_close_matches  # loaded where a user has mistyped something

    groups = sorted({entry.group for entry in entries.values()})
    near = get_close_matches(name[:LONGEST_NAME], (*groups, *entries), n=3)
    return f"did you mean {' or '.join(near)}?" if near else "see 'fuzz list'"
