"""Changes of the input of the network."""

from collections.abc import Iterator

from msgspec.structs import replace

from strategies.case import ORDINARY, Case
from strategies.value import Shape

BATCHES = (2, 4)
SIDES = (32, 64, 128, 224)


def kinds(case: Case) -> Iterator[Case]:
    """The input with an ordinary element type, layout or values."""
    for name in ("dtype", "layout", "values"):
        yield replace(case, input=replace(case.input, **{name: getattr(ORDINARY.input, name)}))


def batches(case: Case) -> Iterator[Case]:
    """The input with a batch dimension, another batch size, or the channels of an image."""
    shape = case.input.shape
    if len(shape) == 3:
        yield _shaped(case, (1, *shape))
        yield _shaped(case, (2, *shape))
    if shape:
        for size in BATCHES:
            yield _shaped(case, (size, *shape[1:]))
    if len(shape) == 4:
        yield _shaped(case, (shape[0], 3, *shape[2:]))
        yield _shaped(case, (2, 3, *shape[2:]))
        yield _shaped(case, (shape[0], *shape[3:], *shape[1:3]))


def images(case: Case) -> Iterator[Case]:
    """The input with images of another size, or an ordinary one altogether."""
    shape = case.input.shape
    if len(shape) == 4:
        for side in SIDES:
            yield _shaped(case, (*shape[:2], side, side))
    yield _shaped(case, ORDINARY.input.shape)
    yield replace(case, input=ORDINARY.input)


def _shaped(case: Case, shape: Shape) -> Case:
    return replace(case, input=replace(case.input, shape=shape))
