"""In what a known cause was met as it was not known: at which stage, as which kind, for which layer."""

from collections.abc import Iterable, Sequence

from fuzz.catalogue.cause import layers_of
from fuzz.catalogue.entry import Entry
from strategies.stage import STAGES

NAMED = 4
"""How many layers are named."""


def change(new: Sequence[Entry], before: Sequence[Entry]) -> str:
    """What variants of a cause have that those before have not, in words: ``also in backward``.

    Where each of their stages, kinds and layers is known by itself, the first variant is told.
    """
    parts = (
        ("in", sorted(_stages(new) - _stages(before), key=STAGES.index)),
        ("as", sorted(_kinds(new) - _kinds(before))),
        ("for", sorted({*layers_of(new)} - {*layers_of(before)})),
    )
    said = [f"{word} {_listed(names)}" for word, names in parts if names]
    return f"also {', '.join(said)}" if said else _combined(new)


def _stages(entries: Iterable[Entry]) -> set[str]:
    return {entry.signature.stage for entry in entries}


def _kinds(entries: Iterable[Entry]) -> set[str]:
    return {entry.signature.kind for entry in entries}


def _combined(new: Sequence[Entry]) -> str:
    first = new[0]
    signature, layers = first.signature, layers_of([first])
    parts = (
        f"by {signature.op}" if signature.op else "",
        f"in {signature.stage} as {signature.kind}",
        f"for {_listed(layers)}" if layers else "",
    )
    more = f" and {len(new) - 1} more ways" if len(new) > 2 else " and another way" if new[1:] else ""
    return f"also {' '.join(filter(None, parts))}{more}"


def _listed(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; of many, the first and how many others."""
    shown = (
        [*names] if len(names) <= NAMED else [*names[: NAMED - 1], f"{len(names) - NAMED + 1} others"]
    )
    *first, last = shown
    return f"{', '.join(first)} and {last}" if first else last
