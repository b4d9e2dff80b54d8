"""layers(): a layer for an input of some shape, fitting or with one option changed."""

from functools import lru_cache

from hypothesis import strategies as st

from strategies.generation.choice import among
from strategies.layer import LAYERS, Layer
from strategies.layer.variant import fitting_kinds, variants
from strategies.value import Shape

ALL = tuple(LAYERS.values())
MOSTLY_FITTING = (True, True, False)


@lru_cache(maxsize=4096)
def layers(shape: Shape) -> st.SearchStrategy[Layer]:
    """Layers for an input of ``shape``: two in three accept its number of dimensions.

    ``shape`` includes the batch: (N, C, H, W). Shrinks towards ``nn.Identity()``; each kind
    towards its plainest options that fit.
    """
    return _layers(shape)


@st.composite
def _layers(draw: st.DrawFn, shape: Shape) -> Layer:
    kinds = fitting_kinds(len(shape)) if draw(among(MOSTLY_FITTING)) else ALL
    return draw(among(variants(draw(among(kinds)), shape)))


def layers_of(kind: str, shape: Shape) -> st.SearchStrategy[Layer]:
    """Layers of one kind for an input of a shape, of any number of dimensions."""
    return among(variants(LAYERS[kind], shape))
