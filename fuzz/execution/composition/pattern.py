"""Patterns of sizes: outputs that any loss treats alike, and the smallest output of each pattern.

For a loss it only matters whether sizes are equal, whether they are 0 or 1, and which class indices are
below them. So a large size can be replaced by another, as long as equal sizes stay equal.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import prod

from strategies.loss import LOSSES
from strategies.loss.pairing import configured
from strategies.loss.target import related_shapes
from strategies.value import Shape

EXACT = 1
"""Sizes up to this one are not replaced."""

BANDS = (EXACT + 1, 128, 256, 5001, 10_000)
"""The bounds of sizes that are treated alike: a class index may be 127, 255, 5000 or 9999."""


GAPS = (3, 2, 1, 5, 7)


@lru_cache(maxsize=4096)
def smallest_alike(output: Shape) -> Shape:
    """The smallest output shape that every loss treats as it does this one; at worst itself."""
    wanted = _arrangement(output)
    smaller = (_lowered(output, gap) for gap in GAPS)
    return next((shape for shape in smaller if _arrangement(shape) == wanted), output)


def _lowered(output: Shape, gap: int) -> Shape:
    """Each large size replaced by the lowest of its band that is ``gap`` apart from the others."""
    lower: dict[int, int] = {}
    for size in sorted(set(output)):
        band = max((start for start in BANDS if start <= size), default=size)
        taken = lower.values()
        free = (n for n in range(band, size) if all(abs(n - other) >= gap for other in taken))
        lower[size] = size if size <= EXACT else next(free, size)
    return tuple(lower[size] for size in output)


def _arrangement(output: Shape) -> list[int]:
    """What may matter to a loss of the sizes of an output and its targets.

    Each small size itself, and for each larger one where it first occurs. For CTC it also matters
    whether that many labels, with a blank between each two, fit in the time steps, dimension 0.
    """
    shaped = [size for shape in related_shapes(output) for size in (len(shape), *shape)]
    first: dict[int, int] = {}
    equal = [
        size if size <= EXACT else EXACT + first.setdefault(size, index)
        for index, size in enumerate((*shaped, *_lengths(output)), start=1)
    ]
    return equal + [2 * size - 1 <= prod(output[:1]) for size in shaped]


def _lengths(output: Shape) -> Iterator[int]:
    """The numbers that are passed as options of losses for an output."""
    for kind in LOSSES.values():
        for loss in configured(kind, output):
            for value in loss.options.values():
                numbers = value if isinstance(value, tuple) else (value,)
                yield from (number for number in numbers if isinstance(number, int))
