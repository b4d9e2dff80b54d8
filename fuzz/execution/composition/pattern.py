"""Patterns of sizes: outputs that any loss treats alike, and the smallest output of each pattern.

Losses ask whether sizes are equal, whether they are 0 or 1, and which class indices lie below them.
So a large size may be any other as large, as long as what is equal stays equal.
"""

from functools import lru_cache

from strategies.loss import KINDS
from strategies.loss.pairing import Pairing, configured, pairings
from strategies.loss.target import related_shapes
from strategies.value import Shape

EXACT = 8
"""Sizes up to this one stand for themselves alone."""

BANDS = (EXACT + 1, 128, 256, 5001, 10_000)
"""Where the larger ones begin: a class index may be 127, 255, 5000 or 9999 (`strategies.loss`)."""


GAPS = (1, 2, 3, 5)


@lru_cache(maxsize=4096)
def smallest_alike(output: Shape) -> Shape:
    """The smallest output shape that every loss treats as it does this one; at worst itself."""
    wanted = _arrangement(_sizes(output))
    smaller = (_lowered(output, gap) for gap in GAPS)
    return next((shape for shape in smaller if _arrangement(_sizes(shape)) == wanted), output)


def _lowered(output: Shape, gap: int) -> Shape:
    """Each large size made the lowest of its band, ``gap`` apart from any that is taken."""
    lower: dict[int, int] = {}
    for size in sorted(set(output)):
        band = max((start for start in BANDS if start <= size), default=size)
        free = (n for n in range(band, size) if all(abs(n - other) >= gap for other in lower.values()))
        lower[size] = next(free, size)
    return tuple(lower[size] for size in output)


def _sizes(output: Shape) -> list[int]:
    """Every size that comes up where losses are paired with an output, in one order."""
    sizes = [size for shape in related_shapes(output) for size in (len(shape), *shape)]
    for kind in KINDS.values():
        for loss in configured(kind, output):
            for value in loss.options.values():
                numbers = value if isinstance(value, tuple) else (value,)
                sizes.extend(number for number in numbers if isinstance(number, int))
    return sizes


def _arrangement(sizes: list[int]) -> list[int]:
    """The small sizes themselves, and for each larger one where it first comes up."""
    first: dict[int, int] = {}
    return [
        size if size <= EXACT else EXACT + first.setdefault(size, index)
        for index, size in enumerate(sizes, start=1)
    ]


@lru_cache(maxsize=1024)
def all_pairings(output: Shape) -> tuple[Pairing, ...]:
    """Every loss and target that an output of a shape is held against."""
    return tuple(pairing for kind in KINDS.values() for pairing in pairings(kind, output))
