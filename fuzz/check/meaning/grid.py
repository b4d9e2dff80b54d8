"""Grids: places for grid_sample() that are counted in pixels."""

from collections.abc import Iterator
from typing import Any

from torch import Tensor, nn

from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread

LEAST = 8
"""The smallest map by whose size pixels are told from shares."""


class Grids:
    """Notes a grid that reaches from about 0 to about the number of pixels of what is sampled, along
    each side: -1 and 1 are the borders, so that nearly all of it is outside."""

    def __init__(self) -> None:
        self._found: dict[str, Misread] = {}

    def after(self, done: Done) -> None:
        """Note the operation, if it is one, and its grid is such a one."""
        x, grid = done.first, done.option("grid", 1)
        if done.name != "grid_sample" or x is None or not isinstance(grid, Tensor) or not grid.numel():
            return
        sides = x.shape[:1:-1]  # the grid has the last of them first
        spans = [(float(one.min()), float(one.max())) for one in grid.detach().unbind(-1)]
        pixels = (
            side >= LEAST and -0.25 * side < low and 0.75 * side < high < 1.25 * side
            for side, (low, high) in zip(sides, spans, strict=True)
        )
        if all(pixels):
            reach = f"{spans[0][0]:.3g} to {spans[0][1]:.3g}"
            key = f"{done.site} {done.place}"
            self._found[key] = Misread("pixels", done.site, done.place, reach)

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """All that was noted, by its line."""
        return iter(self._found.values())
