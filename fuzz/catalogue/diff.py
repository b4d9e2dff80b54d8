"""What changed from one catalogue to another."""

from collections.abc import Iterable

import msgspec

from fuzz.catalogue.entry import Entry
from fuzz.verdict import template
from strategies.case import key


class CatalogueDiff(msgspec.Struct, frozen=True):
    """Entries by what became of them, each list in the order of the ids.

    ``moved`` and ``reworded`` pair an entry of the first catalogue with one of the second that was
    seen of the same case: of another signature, or of the same place and rule in other words.
    """

    new: list[Entry]
    gone: list[Entry]
    moved: list[tuple[Entry, Entry]]
    reworded: list[tuple[Entry, Entry]]

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.new or self.gone or self.moved or self.reworded)


def diff(before: Iterable[Entry], after: Iterable[Entry]) -> CatalogueDiff:
    """Compare two catalogues by signature and, where a signature is gone, by case."""
    old = {entry.id: entry for entry in before}
    new = {entry.id: entry for entry in after}
    left = {name: entry for name, entry in sorted(new.items()) if name not in old}
    by_case = {_subject(entry): entry for entry in left.values()}
    gone: list[Entry] = []
    moved: list[tuple[Entry, Entry]] = []
    reworded: list[tuple[Entry, Entry]] = []
    for name, entry in sorted(old.items()):
        if name in new:
            if _said_otherwise(entry, new[name]):
                reworded.append((entry, new[name]))
            continue
        successor = by_case.pop(_subject(entry), None)
        if successor is None:
            gone.append(entry)
        else:
            left.pop(successor.id, None)
            (reworded if _same_place(entry, successor) else moved).append((entry, successor))
    return CatalogueDiff(list(left.values()), gone, moved, reworded)


def _subject(entry: Entry) -> tuple[bytes, bool]:
    """What an entry is about: its case, and whether that was held against another device."""
    return key(entry.case), entry.signature.kind == "divergent"


def _same_place(one: Entry, other: Entry) -> bool:
    places = ((e.signature.stage, e.signature.rule, e.signature.op) for e in (one, other))
    return next(places) == next(places)


def _said_otherwise(one: Entry, other: Entry) -> bool:
    """Whether a case that both have was worded in one way there, and in another way here."""
    before, now = _words(one), _words(other)
    if one.case != other.case or not before or not now or before & now:
        return False
    return not _templates(before) & _templates(now)


def _words(entry: Entry) -> set[tuple[str, str]]:
    return {(seen.exception, seen.message) for seen in entry.observed if seen.exception}


def _templates(words: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(exception, template(message)) for exception, message in words}
