"""The dimensions of an input: what each is called, and up to which size others are tried."""

import msgspec

from strategies.value import Shape

MARGIN = 64
"""How far beyond the size that works sizes are tried."""

LEAST_UPTO = 160
FEW = 16


class Axes(msgspec.Struct, frozen=True):
    """Dimensions of an input beside the batch: the ``single`` ones of a few sizes, the channels among
    them, and those that are changed together, as height and width are."""

    single: tuple[int, ...]
    spatial: tuple[int, ...]
    name: str


AXES = {
    1: Axes((), (), ""),
    2: Axes((1,), (), ""),
    3: Axes((1,), (2,), "L"),
    4: Axes((1,), (2, 3), "H and W"),
    5: Axes((1, 2), (3, 4), "H and W"),
}
"""By the number of dimensions; (N, T, C, H, W) and (N, C, T, H, W) are told apart by running them."""


def axes_of(shape: Shape) -> Axes:
    """The dimensions of an input of a shape; of one with more than five, the first alone."""
    return AXES.get(len(shape), Axes((1,), (), ""))


def upto(shape: Shape, axes: tuple[int, ...], axis: int) -> int:
    """The largest size of a dimension that is tried."""
    works = shape[axis]
    return max(LEAST_UPTO, works + MARGIN) if axis in axes else max(FEW, 2 * works)
