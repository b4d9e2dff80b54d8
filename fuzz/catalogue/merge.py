"""Merging catalogues: a union that forgets nothing, in any order, any number of times."""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from fuzz.catalogue.entry import Entry, Observation
from strategies.case import key
from strategies.cost import cost


def merge(entries: Iterable[Entry]) -> dict[str, Entry]:
    """One entry per signature, by id: the plainest case, and all that any environment showed of it."""
    merged: dict[str, Entry] = {}
    for entry in entries:
        merged[entry.id] = united(merged.get(entry.id, entry), entry)
    return dict(sorted(merged.items()))


def united(one: Entry, other: Entry) -> Entry:
    """Two entries of one signature as one. Commutative, associative and idempotent.

    What was observed of a case that is not the plainest goes with that case: its message has other
    numbers in it. Where they are of two causes, the id that comes first stays.
    """
    first = min(one, other, key=_rank)
    seen = (seen for entry in (one, other) if entry.case == first.case for seen in entry.observed)
    return replace(
        first,
        group=min(one.group, other.group),
        sites=tuple(sorted({*one.sites, *other.sites})),
        wordings=tuple(sorted({*one.wordings, *other.wordings})),
        observed=_environments(seen),
    )


def _rank(entry: Entry) -> tuple[object, ...]:
    found, passing = entry.found, entry.passing
    proof = msgspec.json.encode(entry.proof)
    explained = (passing is None, key(passing) if passing is not None else b"", proof, entry.region)
    texts = (entry.cause, entry.fix, entry.page)
    return (cost(entry.case), key(entry.case), explained, found is None, found, texts)


def _environments(observed: Iterable[Observation]) -> tuple[Observation, ...]:
    """One observation for each environment; of several, the first in order."""
    by_environment: dict[tuple[str, ...], Observation] = {}
    for seen in sorted(observed, key=_order):
        environment = (seen.torch, seen.torchvision, seen.device, seen.capability)
        by_environment.setdefault(environment, seen)
    return tuple(by_environment.values())


def _order(seen: Observation) -> tuple[object, ...]:
    shape = (seen.output is None, seen.output or ())
    error = (seen.stage, seen.exception, seen.message, seen.site)
    return (seen.torch, seen.torchvision, seen.device, seen.capability, *error, shape)
