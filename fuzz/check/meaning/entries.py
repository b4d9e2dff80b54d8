"""Entries: a sum that takes one entry of a list twice, where another one is taken nowhere."""

import sys
from collections.abc import Iterator, Mapping
from traceback import walk_stack
from typing import Any

from torch import Tensor, nn

from fuzz.check.code.entries import JOINING, SameEntry, same_entry
from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.execution.named.place import is_users

ADDING = (*JOINING, "__add__", "__radd__", "__sub__", "add_", "__iadd__")


class Entries:
    """Notes each such line, by what its list holds in the run."""

    def __init__(self) -> None:
        self._found: dict[str, Misread] = {}

    def after(self, done: Done) -> None:
        """Note an operation that adds or joins, if the line takes one entry twice for another."""
        place = done.place if done.name in ADDING and done.layer is None else None
        same = same_entry(place) if place is not None else None
        if place is None or same is None or str(place) in self._found:
            return
        left = _left(same)
        if left:
            missing = "" if same.given else f"{same.of}[{left[0]!r}]"
            twice = f"{same.of}[{same.twice!r}]"
            self._found[str(place)] = Misread("entry", done.site, place, twice, missing)

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """All that was noted, by its line."""
        return iter(self._found.values())


def _left(same: SameEntry) -> list[int | str]:
    """The keys of what the user's innermost function has under a name that it takes nothing of."""
    frames = (frame for frame, _ in walk_stack(sys._getframe(1)))
    frame = next((one for one in frames if is_users(one.f_code.co_filename)), None)
    there = frame.f_locals.get(same.of) if frame is not None else None
    entries: dict[Any, Any] = {}
    taken: set[int | str] = set(same.keys)
    if isinstance(there, list | tuple):
        entries = dict(enumerate(there))
        taken = {key % len(there) for key in same.keys if isinstance(key, int)}
    elif isinstance(there, Mapping):
        entries = dict(there)
    if not all(isinstance(one, Tensor) for one in entries.values()):
        return []
    return [key for key in entries if key not in taken]
