"""ends(): where what depends on a parameter leaves the graph, or comes to nothing."""

from collections.abc import Iterator
from typing import Any, Protocol

from torch import nn

from fuzz.check.code.loop import called_instead
from fuzz.check.gradient.trail import Event, Trail, memories_of
from fuzz.check.network.holding import attributes
from fuzz.check.plain.observed import How, Stopped
from fuzz.check.plain.tensor import tensors
from fuzz.execution.named.place import Place

MOST = 8
"""How many groups of parameters are looked at."""


class Again(Protocol):
    """Runs a network once more."""

    def has_effect(self, names: tuple[str, ...]) -> bool:
        """Whether the output is another where these parameters are."""


def ends(
    trail: Trail, network: nn.Module, missing: dict[str, nn.Parameter], output: Any, again: Again
) -> Iterator[Stopped]:
    """Each line at which gradients end, with the parameters behind it; no line that is not proven."""
    returned = memories_of(tensors(output).values())
    kept = memories_of(
        one
        for module in network.modules()
        for _, value in attributes(module)
        for one in tensors(value).values()
        if one.requires_grad
    )
    groups: dict[tuple[How, str, Place | None], list[str]] = {}
    for name, one in missing.items():
        instead = called_instead(network, name.rpartition(".")[0])
        if instead is not None:
            groups.setdefault(("instead", *instead), []).append(name)
            continue
        found = _end(trail, memories_of([one]), returned, kept)
        if found is not None:
            how, event = found
            groups.setdefault((how, event.name, event.place), []).append(name)
    for (how, op, place), names in list(groups.items())[:MOST]:
        if how == "instead" or (how == "cut") == again.has_effect(tuple(names)):
            yield Stopped(tuple(names), how, op, place)


def _end(
    trail: Trail, start: frozenset[int], returned: frozenset[int], kept: frozenset[int]
) -> tuple[How, Event] | None:
    """How and where it ends; None where it can't be told."""
    numbers, reached = trail.reached(start)
    if not numbers or any(trail.events[one].reads for one in numbers) or reached & kept:
        return None
    if not reached & returned:
        return "unused", trail.events[numbers[-1]]
    graded = set(start)
    for number in numbers:
        event = trail.events[number]
        if not event.graded & graded:
            continue
        if not event.cuts:
            graded |= event.made
        elif trail.reached(event.made, number + 1)[1] & returned:
            return None if event.shut else ("cut", event)
    return None
