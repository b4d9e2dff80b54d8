"""Cause: all variants of a failure that have one root cause, as they stand in one file."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from fuzz.catalogue.entry import FORMAT, Entry, fields
from strategies.cost import cost
from strategies.layer import LAYERS
from strategies.loss import LOSSES


class Cause(msgspec.Struct, frozen=True, gc=False):
    """One root cause: its id, and its variants, the plainest first. `cause_of` makes it."""

    id: str
    variants: tuple[Entry, ...]

    @property
    def plainest(self) -> Entry:
        """The variant with the plainest case, which stands for all."""
        return self.variants[0]

    @property
    def layers(self) -> tuple[str, ...]:
        """The kinds of layer and loss that it was seen for."""
        return layers_of(self.variants)


def cause_of(group: str, variants: Iterable[Entry]) -> Cause:
    """The cause of some variants. Those that fail on one device alone come behind all others."""
    found = tuple(variants)
    # Half of the causes have one variant alone, and how plain a case is takes long to tell.
    return Cause(group, found if len(found) == 1 else tuple(sorted(found, key=_plainness)))


def causes_of(entries: Iterable[Entry]) -> list[Cause]:
    """The causes of some entries, in the order of their ids."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    return [cause_of(group, variants) for group, variants in sorted(groups.items())]


def layers_of(variants: Iterable[Entry]) -> tuple[str, ...]:
    """The kinds of layer and loss whose rules are broken: the contract's own owners are none."""
    owners = {entry.signature.rule.partition(".")[0] for entry in variants}
    return tuple(sorted(_kinds()[owner] for owner in owners & _kinds().keys()))


def _plainness(entry: Entry) -> tuple[object, ...]:
    return entry.signature.kind == "divergent", cost(entry.case), entry.id


@cache
def _kinds() -> dict[str, str]:
    """The kinds of layer and loss, by their names in the ids of rules."""
    return {name.lower(): name for name in (*LAYERS, *LOSSES)}


def content(cause: Cause) -> dict[str, Any]:
    """A cause as plain values: the fields of its plainest variant, then the other variants."""
    return {
        "format": FORMAT,
        "id": cause.id,
        "layers": list(cause.layers),
        **fields(cause.plainest),
        "variants": [{"id": entry.id, **fields(entry)} for entry in cause.variants[1:]],
    }


def encode(cause: Cause) -> bytes:
    """A cause as readable JSON."""
    return msgspec.json.format(msgspec.json.encode(content(cause)), indent=2) + b"\n"
