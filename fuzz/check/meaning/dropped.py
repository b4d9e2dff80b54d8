"""Dropped: dropout for maps that takes a batch of vectors for one map, and its samples for channels."""

from collections.abc import Iterator
from typing import Any

from torch import nn

from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread

UNBATCHED = {"dropout1d": 2, "dropout3d": 4}
"""How many dimensions what they take for one sample has; dropout2d takes none for one."""


class Dropped:
    """Notes where the first dimension, which is taken for channels, is the batch."""

    def __init__(self, batch: int) -> None:
        self.batch = batch
        self._found: dict[str, Misread] = {}

    def after(self, done: Done) -> None:
        """Note an operation, if it is one."""
        x = done.first
        dims = UNBATCHED.get(done.name)
        if x is None or x.dim() != dims or x.shape[0] != self.batch:
            return
        rate = getattr(done.layer, "p", None) or done.option("p", 1) or 0.5
        place = done.place if done.layer is None else None  # else the line that made the layer
        kind = done.name.capitalize()
        self._found[done.site] = Misread("dropped", done.site, place, f"{rate:g}", kind)

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """All that was noted."""
        return iter(self._found.values())
