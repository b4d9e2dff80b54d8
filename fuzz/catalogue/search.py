"""Words that are looked for in a catalogue."""

from collections.abc import Iterable, Iterator

from fuzz.catalogue.entry import Entry
from strategies.case import key


def search(entries: Iterable[Entry], words: Iterable[str]) -> Iterator[Entry]:
    """The entries that say each of some words, in small letters or large.

    They say what is in their ids, messages, cause, fix, sites and case.
    """
    wanted = [word.casefold() for word in words]
    for entry in entries:
        said = _said(entry) if wanted else ""
        if all(word in said for word in wanted):
            yield entry


def _said(entry: Entry) -> str:
    parts = (
        entry.id,
        entry.group,
        entry.cause,
        entry.fix,
        *entry.sites,
        *(f"{wording.exception}: {wording.template}" for wording in entry.wordings),
        *(f"{seen.exception}: {seen.message}" for seen in entry.observed),
        key(entry.case).decode(),
    )
    return "\n".join(parts).casefold()
