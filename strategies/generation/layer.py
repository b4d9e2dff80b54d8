"""layers(): a layer for an input of some shape, fitting or with one option changed."""

from hypothesis import strategies as st

from strategies.layer import LAYERS, Layer
from strategies.layer.variant import fitting_kinds, variants
from strategies.value import Shape


@st.composite
def layers(draw: st.DrawFn, shape: Shape) -> Layer:
    """Layers for an input of ``shape``: two in three accept its number of dimensions.

    ``shape`` includes the batch: (N, C, H, W). Shrinks towards ``nn.Identity()``; each kind
    towards its plainest options that fit.
    """
    fitting = draw(st.sampled_from((True, True, False)))
    kind = draw(st.sampled_from(fitting_kinds(len(shape)) if fitting else ALL))
    return draw(st.sampled_from(variants(kind, shape)))


def layers_of(kind: str, shape: Shape) -> st.SearchStrategy[Layer]:
    """Layers of one kind for an input of a shape, of any number of dimensions."""
    return st.sampled_from(variants(LAYERS[kind], shape))


ALL = tuple(LAYERS.values())
