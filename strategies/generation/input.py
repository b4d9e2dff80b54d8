"""inputs(): the inputs that people feed to a ResNet-50, right and wrong."""

from functools import lru_cache

from hypothesis import strategies as st
from msgspec.structs import replace

from strategies.generation.choice import among
from strategies.input import Input, InputValues, Layout
from strategies.network.models import DEFAULT, model_of
from strategies.subject import Subject
from strategies.value import DTYPES, Shape

THRESHOLDS = (0, 1, 2, 3, 6, 7, 8, 15, 16, 17, 31, 33, 48, 63, 65, 128, 223, 224, 225)
"""Sizes on both sides of every threshold: the stem, each stage's stride, a 7 x 7 pooling window."""

PLAIN_SHAPES = ((2, 3, 32, 32), (2, 3, 64, 64), (1, 3, 32, 32), (2, 3, 33, 33))
"""Shapes that ResNet-50 accepts, except a batch of one in training: few, so that activations recur."""

THRESHOLD_SHAPES: tuple[Shape, ...] = tuple(
    (batch, 3, *sides)
    for side in THRESHOLDS
    for batch, sides in ((2, (side, side)), (1, (side, side)), (2, (side, 32)), (2, (32, side)))
)
"""One side, or both, on either side of a threshold."""

CHANNELS = (1, 4, 2, 0, 6, 64)
ODD_SHAPES: tuple[Shape, ...] = (
    *((2, channels, 32, 32) for channels in CHANNELS),
    (3, 3, 32, 32),
    (4, 3, 32, 32),
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

LAYOUTS: tuple[Layout, ...] = ("channels_last", "strided")
VALUES: tuple[InputValues, ...] = ("zeros", "bytes")

PLAIN_INPUTS = (*(Input(shape=PLAIN_SHAPES[0]),) * 6, *(Input(shape=shape) for shape in PLAIN_SHAPES))
"""Mostly the first."""

ODD_INPUTS = (
    *(Input(shape=shape) for shape in ODD_SHAPES * 2),
    *(Input(shape=shape) for shape in THRESHOLD_SHAPES),
    *(Input(shape=(2, 3, 32, 32), dtype=dtype) for dtype in DTYPES),
    *(Input(shape=shape, layout=layout) for shape in PLAIN_SHAPES[:3] * 3 for layout in LAYOUTS),
    *(Input(shape=shape, values=values) for shape in PLAIN_SHAPES[:3] for values in VALUES),
    *(Input(shape=(3, 32, 32), dtype=dtype) for dtype in ("uint8", "float64")),
    *(Input(shape=(2, 32, 32, 3), dtype=dtype, values="bytes") for dtype in ("uint8", "float32")),
)
"""Inputs with one thing that is not plain, and images as they are loaded by hand."""

ALL_INPUTS = (*PLAIN_INPUTS, *ODD_INPUTS)


@lru_cache(maxsize=64)
def plain_inputs(model: str = DEFAULT) -> st.SearchStrategy[Input]:
    """Inputs that a model accepts. Shrinks to (2, 3, 32, 32), or what that is for the model."""
    return among(fitted(PLAIN_INPUTS, model))


@lru_cache(maxsize=64)
def inputs(model: str = DEFAULT) -> st.SearchStrategy[Input]:
    """Inputs of every shape, dtype, memory layout and values that people feed to a ResNet-50.

    Shrinks towards a contiguous float32 (2, 3, 32, 32). Most inputs have one thing wrong at the most.
    For a ``model`` that takes other images, the same of those.
    """
    return among(fitted(ALL_INPUTS, model))


@lru_cache(maxsize=64)
def fitted(drawn: tuple[Input, ...], model: str) -> tuple[Input, ...]:
    """Inputs for a ResNet-50 as they are for another model: of its channels, and of its size where it
    does not take small images."""
    own = model_of(Subject(model=model))
    if (own.channels, own.side) == (3, 32):
        return drawn
    meant = {3: own.channels, own.channels: 3}
    if own.side > 32:
        meant |= dict.fromkeys((32, 33, 64), own.side)
    return tuple(replace(one, shape=tuple(meant.get(size, size) for size in one.shape)) for one in drawn)
