"""Undone: dimensions that are changed and changed back, with nothing in between."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.check.plain.tensor import tensors
from fuzz.check.running.recorder import Origins

DIVIDING = ("view", "reshape", "unflatten")
MOVING = (*DIVIDING, "view_as", "reshape_as", "flatten", "permute", "transpose", "swapaxes", "movedim")
"""What gives values another shape, and keeps them where they are in memory."""

ASKING = ("__get__", "size", "dim", "stride", "is_contiguous", "numel")
"""What asks a tensor for its shape alone."""


class _Memory(NamedTuple):
    """Where the values of a tensor are."""

    start: int
    shape: torch.Size
    strides: tuple[int, ...]


class _Moved(NamedTuple):
    """What a view was made of: where the values were, and in which module; whether dimensions were
    divided on the way, and what has read the view and each before it."""

    root: _Memory
    owner: nn.Module | None
    divided: bool
    readers: tuple[list[str], ...]


class Undone:
    """Notes views of views that end as the tensor that they were made of, if nothing else has read what
    was made on the way. Nobody divides dimensions for nothing: there the exchange is missing."""

    def __init__(self) -> None:
        self._moved = Origins[_Moved]()
        self._found: list[tuple[_Moved, Misread]] = []

    def after(self, done: Done) -> None:
        """Note an operation that makes a view, and what reads one."""
        if done.name not in ASKING:
            for one in tensors((done.args, done.kwargs)).values():
                if (moved := self._moved.of(one)) is not None:
                    moved.readers[-1].append(done.name)
        x, made = done.first, done.made
        if x is None or done.name not in MOVING or not isinstance(made, Tensor) or made is x:
            return
        before = self._moved.of(x)
        if before is None or before.owner is not done.owner:
            before = _Moved(_memory(x), done.owner, False, ())
        divided = before.divided or (done.name in DIVIDING and _count(made) > _count(x))
        if before.readers and _memory(made) == before.root and x.shape != made.shape:
            told = Misread("undone", done.site, done.place, done.name, "divided" if divided else "")
            self._found.append((before, told))
        self._moved.note(made, before._replace(divided=divided, readers=(*before.readers, [])))

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """All that was noted, by its line."""
        alone = (told for moved, told in self._found if all(len(one) == 1 for one in moved.readers))
        return iter({one.place: one for one in alone if one.place is not None}.values())


def _memory(x: Tensor) -> _Memory:
    return _Memory(x.data_ptr(), x.shape, x.stride())


def _count(x: Tensor) -> int:
    """How many dimensions are larger than 1."""
    return len([size for size in x.shape if size > 1])
