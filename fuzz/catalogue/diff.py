"""What changed from one catalogue to another."""

from collections.abc import Iterable
from dataclasses import dataclass

from fuzz.catalogue.entry import Entry
from strategies.case import key


@dataclass(frozen=True)
class Difference:
    """Entries by what became of them, each list in the order of the ids.

    ``moved`` and ``reworded`` pair an entry of the first catalogue with one of the second that shows
    another failure for the same case: at another stage or operation, or there in other words.
    """

    new: list[Entry]
    gone: list[Entry]
    moved: list[tuple[Entry, Entry]]
    reworded: list[tuple[Entry, Entry]]

    @property
    def empty(self) -> bool:
        return not (self.new or self.gone or self.moved or self.reworded)


def diff(before: Iterable[Entry], after: Iterable[Entry]) -> Difference:
    """Compare two catalogues by signature and, where a signature is gone, by case."""
    old = {entry.id: entry for entry in before}
    new = {entry.id: entry for entry in after}
    left = {name: entry for name, entry in sorted(new.items()) if name not in old}
    by_case = {key(entry.case): entry for entry in left.values()}
    gone: list[Entry] = []
    moved: list[tuple[Entry, Entry]] = []
    reworded: list[tuple[Entry, Entry]] = []
    for name, entry in sorted(old.items()):
        if name in new:
            continue
        successor = by_case.pop(key(entry.case), None)
        if successor is None:
            gone.append(entry)
        else:
            left.pop(successor.id, None)
            (reworded if _same_place(entry, successor) else moved).append((entry, successor))
    return Difference(list(left.values()), gone, moved, reworded)


def _same_place(one: Entry, other: Entry) -> bool:
    return (one.signature.stage, one.signature.op) == (other.signature.stage, other.signature.op)
