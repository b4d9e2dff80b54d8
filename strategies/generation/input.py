"""inputs(): what people feed to a network, right and wrong."""

from hypothesis import strategies as st

from strategies.input import Input
from strategies.value import DTYPES, Shape

SIDES = (32, 33, 64, 31, 48, 65, 17)
"""Spatial sizes that ResNet-50 takes in any mode from batch 2, the cheapest first."""

THRESHOLDS = (0, 1, 2, 3, 6, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 128, 223, 224, 225)
"""Sizes on both sides of every threshold: the stem, each stage's stride, a 7 x 7 pooling window."""

BATCHES = (2, 1, 3, 4)


def batches() -> st.SearchStrategy[int]:
    """Batch sizes, 2 first: in training a batch of one is a fault of its own."""
    return st.sampled_from(BATCHES)


def squares() -> st.SearchStrategy[Shape]:
    """Shapes (N, 3, S, S) that ResNet-50 takes as it is."""
    return st.builds(lambda n, s: (n, 3, s, s), batches(), st.sampled_from(SIDES))


def rectangles() -> st.SearchStrategy[Shape]:
    """Shapes (N, 3, H, W) with each side on either side of a threshold."""
    sides = st.sampled_from(THRESHOLDS)
    return st.builds(lambda n, h, w: (n, 3, h, w), batches(), sides, sides)


CHANNELS = (1, 4, 2, 0, 6, 64)
ODD_SHAPES: tuple[Shape, ...] = (
    *((2, c, 32, 32) for c in CHANNELS),
    (0, 3, 32, 32),
    (2, 32, 32, 3),
    (2, 32, 3, 32),
    (32, 32, 3, 2),
    (3, 32, 32),
    (32, 32, 3),
    (1, 32, 32),
    (32, 32),
    (2, 3072),
    (3072,),
    (),
    (2, 1, 3, 32, 32),
    (2, 3, 8, 32, 32),
    (2, 3, 32),
)
"""Shapes that are wrong at first sight: channels, an empty batch, NHWC, unbatched, any rank."""


def inputs() -> st.SearchStrategy[Input]:
    """Inputs of every shape, element type, layout and values that people feed a ResNet-50.

    Shrinks towards a contiguous float32 (2, 3, 32, 32). Most inputs have one thing wrong at the most.
    """
    plain = st.builds(Input, shape=squares())
    return st.one_of(
        plain,
        st.builds(Input, shape=rectangles()),
        st.builds(Input, shape=st.sampled_from(ODD_SHAPES)),
        st.builds(Input, shape=squares(), dtype=st.sampled_from(DTYPES)),
        st.builds(
            Input,
            shape=squares(),
            layout=st.sampled_from(("contiguous", "channels_last", "strided")),
            values=st.sampled_from(("normal", "zeros", "bytes")),
        ),
    )
