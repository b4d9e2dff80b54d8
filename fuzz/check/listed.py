"""of_list(): layers whose numbers are in one list, of which several are wrong."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from msgspec.structs import replace

from fuzz.check.finding import Finding, changed_option
from fuzz.check.plain.at import At, Listed

LEAST = 2
"""How many entries are to be wrong before the list is to blame, and not the layer."""

MOST = 4
"""Of how many terms a number may be the sum."""


class Mended(NamedTuple):
    """A finding and where it was, as its layer was changed."""

    found: Finding
    at: At


def is_of_list(at: At) -> bool:
    """Whether a layer is made with an entry of a list that it alone is made with."""
    return any(any(one.listed) for one in at.origins.values())


def of_list(those: Sequence[Mended]) -> Finding | None:
    """The first of some findings at the list that has the numbers of the layers that all of them are
    about, each entry of which one layer alone is made with; None where there is no such list."""
    entries = [one for each in those for one in _entries(each)]
    lists = {(one.place, one.values) for one, _ in entries}
    if len(lists) != 1 or any(not _entries(one) for one in those):
        return None
    ((place, had),) = lists
    needs = {(one.index, need) for one, need in entries}
    need = dict(needs)
    wrong = [index for index, value in need.items() if value != had[index]]
    if len(need) < len(needs) or len(wrong) < LEAST:
        return None
    first = those[0].found
    new = [need.get(index, value) for index, value in enumerate(had)]
    layers = ", ".join(one.found.site for one in those[1:])
    also = f"; so it is with {layers}" if layers else ""
    return replace(
        first,
        text=f"{first.text}{also}: the numbers are of this list",
        fix=f"use {new} in place of {[*had]}: what the layers that read it get",
        change=None,
        place=place,
        called=first.place,
    )


def _entries(one: Mended) -> list[tuple[Listed, int]]:
    """The entries of a list that a layer is made with, and what each is to be."""
    option = changed_option(one.at, one.found.change)
    origin, layer = one.at.origins.get(option), one.at.layer
    if origin is None or layer is None or one.found.change is None or not any(origin.listed):
        return []
    had, need = layer.options[option], one.found.change.layer.options[option]
    if not isinstance(had, int) or not isinstance(need, int):
        return []
    pieces = (need,) if len(origin.listed) == 1 else one.at.pieces
    if len(pieces) != len(origin.listed) or len(pieces) > MOST:
        return []
    possible = set(_possible(origin.listed, had, pieces))
    those = zip(origin.listed, *possible, strict=True) if len(possible) == 1 else ()
    return [(entry, value) for entry, value in those if entry is not None]


def _possible(
    listed: Sequence[Listed | None], had: int, pieces: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """The ways to see in pieces what the terms of a sum are to be: what is of no list is right, if it is
    one term, and of entries the larger one stays the larger."""
    others = [at for at, one in enumerate(listed) if one is None]
    rest = had - sum(one.values[one.index] for one in listed if one is not None)
    for way in permutations(pieces):
        right = not others or (len(others) == 1 and way[others[0]] == rest)
        own = sorted(
            (one.values[one.index], way[at]) for at, one in enumerate(listed) if one is not None
        )
        if right and [value for _, value in own] == sorted(value for _, value in own):
            yield way
