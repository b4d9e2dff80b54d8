"""Idle: values that a line of forward() computes, and nothing reads."""

from collections.abc import Iterator
from typing import Any

from torch import nn

from fuzz.check.code.idle import idle_name
from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.check.plain.tensor import tensors


class Idle:
    """Notes a line that gives a tensor a name which nothing reads in its function; and the name that is
    taken twice in its place, if there is one."""

    def __init__(self) -> None:
        self._found: dict[str, Misread] = {}

    def after(self, done: Done) -> None:
        """Note an operation of a function of the user's."""
        place = done.place
        if place is None or str(place) in self._found or not tensors(done.made):
            return
        found = idle_name(place)
        if found is not None:
            at = found.place or place
            self._found[str(place)] = Misread("idle", done.site, at, found.name, found.twice)

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """All that was noted, by its line."""
        return iter(self._found.values())
