"""Sides: maps that get the size of an image's channels and height, in place of height and width."""

from collections.abc import Iterator, Sequence
from typing import Any

from torch import Tensor, nn

from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from strategies.rule import shown

RESIZING = ("interpolate", "upsample", "adaptive_avg_pool2d", "adaptive_max_pool2d")

COLOURS = 4
"""How many channels an image has at most."""


class Sides:
    """Notes a size that is the second and third of an image (N, C, H, W), and not its last two."""

    def __init__(self, given: Sequence[Tensor]) -> None:
        images = [one.shape for one in given if one.dim() == 4 and one.shape[1] <= COLOURS]
        self._wrong = {tuple(one[1:3]): one for one in images}
        self._right = {tuple(one[2:4]) for one in images}
        self._found: dict[str, Misread] = {}

    def after(self, done: Done) -> None:
        """Note the operation, if it is given such a size."""
        size = done.option("size", 1) if done.name in RESIZING else None
        if not isinstance(size, tuple | list):
            return
        image = self._wrong.get(tuple(size))
        if image is None or tuple(size) in self._right:
            return
        key = f"{done.site} {done.place}"
        self._found[key] = Misread("sides", done.site, done.place, done.name, shown(tuple(image)))

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """All that was noted, by its line."""
        return iter(self._found.values())
