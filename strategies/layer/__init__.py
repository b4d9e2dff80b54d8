"""The kinds of layer that can be inserted, or replace another: one table per family."""

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
from strategies.layer.kind import FrozenLayer, Layer, LayerKind, Option

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

LAYERS: dict[str, LayerKind] = {kind.name: kind for family in FAMILIES for kind in family.ROWS}
"""Every kind by its name, the plainest first."""

__all__ = ["LAYERS", "FrozenLayer", "Layer", "LayerKind", "Option"]
