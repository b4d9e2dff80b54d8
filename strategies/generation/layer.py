"""layers(): a layer for features of a given shape, fitting or with one option changed."""

from hypothesis import strategies as st

from strategies.layer import LAYERS, Layer
from strategies.layer.variant import fitting_kinds, variants
from strategies.value import Shape


@st.composite
def layers(draw: st.DrawFn, shape: Shape) -> Layer:
    """Layers that could be put where features of ``shape`` pass: two in three take their rank.

    Shrinks towards ``nn.Identity()``; each kind towards its plainest options that fit.
    """
    fitting = draw(st.sampled_from((True, True, False)))
    kind = draw(st.sampled_from(fitting_kinds(len(shape)) if fitting else ALL))
    return draw(st.sampled_from(variants(kind, shape)))


def layers_of(kind: str, shape: Shape) -> st.SearchStrategy[Layer]:
    """Layers of one kind for features of a shape, whatever their rank."""
    return st.sampled_from(variants(LAYERS[kind], shape))


ALL = tuple(LAYERS.values())
