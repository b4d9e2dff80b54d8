"""The kinds of layer that can be inserted or put in another's place: one table per family."""

from strategies.layer import (
    activation,
    combination,
    convolution,
    linear,
    normalisation,
    padding,
    pooling,
    recurrent,
    resizing,
    shaping,
)
from strategies.layer.kind import Kind, Layer, Option

FAMILIES = (
    linear,
    convolution,
    normalisation,
    pooling,
    activation,
    shaping,
    resizing,
    padding,
    combination,
    recurrent,
)

KINDS: dict[str, Kind] = {kind.name: kind for family in FAMILIES for kind in family.KINDS}
"""Every kind by its name, the plainest first."""

__all__ = ["KINDS", "Kind", "Layer", "Option"]
