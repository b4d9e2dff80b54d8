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


EXPANSION = 4
"""How many times as many channels bottlenecks give as the blocks of smaller models."""

STAGES = 4
"""How many parts a backbone has, without that in front of them."""


class Mended(NamedTuple):
    """A finding and where it was, as its layer was changed."""

    found: Finding
    at: At


def is_of_list(at: At) -> bool:
    """Whether a layer is made with an entry of a list that it alone is made with."""
    every = [entry for one in at.origins.values() for entry in one.listed if entry is not None]
    return any(one.sole for one in every)


def of_list(those: Sequence[Mended]) -> Finding | None:
    """The first of some findings at the list that has the numbers of the layers that all of them are
    about, each entry of which one layer alone is made with; None where there is no such list."""
    entries = [one for each in those for one in _entries(each)]
    lists = {(one.place, one.values) for one, _ in entries}
    if len(lists) != 1 or not all(one.sole for one, _ in entries) or not all(map(_entries, those)):
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


def of_widths(one: Mended) -> Finding | None:
    """A finding at the list that has the numbers of its layer, where these are the channels of a model
    with bottlenecks, and those of the model that is there are a quarter; or the other way round."""
    entries = _entries(one)
    for widths in one.at.widths if len({each.place for each, _ in entries}) == 1 else ():
        listed, _ = entries[0]
        fits = len(widths) == len(listed.values) and all(
            widths[each.index] == need for each, need in entries
        )
        if fits and _are_of_another(listed.values, widths):
            told, new = one.found, [*widths]
            return replace(
                told,
                text=f"{told.text}; the list of its numbers is for blocks with another expansion",
                fix=f"use {new} in place of {[*listed.values]}: what the parts of the backbone give",
                change=None,
                place=listed.place,
                called=told.place,
            )
    return None


def _are_of_another(values: Sequence[int], widths: Sequence[int]) -> bool:
    """Whether all numbers but that of the first part are those of blocks with another expansion."""
    pairs = list(zip(values, widths, strict=True))[len(widths) > STAGES :]
    return {wrong / right for wrong, right in pairs} in ({EXPANSION}, {1 / EXPANSION})


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
