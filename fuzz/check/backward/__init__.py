"""Where a failure of the backward pass comes from: it is raised where no line of the user's is at work.

So the forward pass is run once more, and watched for what the message is about.
"""

from collections.abc import Callable

from msgspec.structs import replace
from torch import nn

from fuzz.check.backward.function import returns_of
from fuzz.check.backward.modified import modifying
from fuzz.check.backward.traced import tracing
from fuzz.check.plain.seen import Raised
from fuzz.check.running.run import Ran

Again = Callable[[nn.Module], Ran]
"""Runs a network as it was run when it raised."""


def placed(raised: Raised, fresh: Callable[[], nn.Module], again: Again) -> Raised:
    """What was raised in the backward pass, with the line that it comes from, where that is proven."""
    if raised.stage != "backward" or raised.at.place is not None:
        return raised
    place = returns_of(raised.message)
    if place is not None:
        return replace(raised, at=replace(raised.at, place=place))
    if "modified by an inplace operation" in raised.message:
        found = modifying(raised.message, fresh(), again)
        if found is not None:
            at = replace(raised.at, place=found.place, site=found.site, op=found.op)
            return replace(raised, at=at)
    return replace(raised, at=replace(raised.at, place=tracing(fresh(), again)))
