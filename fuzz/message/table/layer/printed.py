"""Shapes that somebody printed and pasted beside a message: what they show of a map."""

import re
from math import prod

from fuzz.message.reading import Told
from fuzz.message.table.layer import linear_sizes
from fuzz.message.wording import sizes
from strategies.value import Shape

PRINTED = re.compile(r"[\[(](\d{1,9}L?(?:, ?\d{1,9}L?){2,5}),?[\])]")
"""A shape of three dimensions or more; releases for Python 2 print ``512L``."""


def shapes(told: Told) -> tuple[Shape, ...]:
    """All shapes beside a message, in the order in which they were pasted."""
    return tuple(sizes(found[1].replace("L", "")) for found in PRINTED.finditer(told.rest))


def not_pooled(told: Told) -> dict[str, str] | None:
    """A map that was printed, of as many channels as are wanted, which has the features that came."""
    numbers = linear_sizes.numbers(told) or {}
    features, channels = (int(numbers.get(name, 0)) for name in ("columns", "wanted"))
    fitting = (one for one in shapes(told) if one[1] == channels and prod(one[1:]) == features)
    found = next(fitting, ())
    if not found or features == channels:
        return None
    product = " x ".join(map(str, found[1:]))
    return {**numbers, "map": str(list(found)), "product": product, "rank": str(len(found) - 2)}


STRIDE = 32
"""By what the stages of a ResNet divide height and width."""
WINDOW = 7
"""The pooling of ResNets for images of 224, before it was adaptive (torchvision 0.2.2)."""
COLOURS = (1, 3, 4)


def fixed_window(told: Told) -> dict[str, str] | None:
    """Images whose size was printed, of which a window of 7 x 7 leaves more than one place."""
    numbers = linear_sizes.numbers(told) or {}
    features, channels = (int(numbers.get(name, 0)) for name in ("columns", "wanted"))
    for shape in shapes(told):
        if len(shape) not in (3, 4) or shape[-3] not in COLOURS:
            continue
        left = [-(-side // STRIDE) - WINDOW + 1 for side in shape[-2:]]
        if min(left) > 0 and max(left) > 1 and features == channels * left[0] * left[1]:
            sides = " x ".join(map(str, shape[-2:]))
            return {**numbers, "images": sides, "left": " x ".join(map(str, left))}
    return None
