"""Sizes that remember which tensor's they are, so that what a forward does with them can be told."""

import sys
from collections.abc import Callable, Iterator
from dis import opmap
from typing import Any

import torch

UNPACK = opmap["UNPACK_SEQUENCE"]


class Computed(int):
    """A number that a forward has computed from sizes."""


class Size(int):
    """The size of a variable at a dimension: an ordinary number for whatever reads it."""

    variable: str
    dim: int

    @classmethod
    def of(cls, variable: str, dim: int, value: int) -> "Size":
        """The size of a variable."""
        size = cls(value)
        size.variable, size.dim = variable, dim
        return size


def _computing(name: str) -> Callable[..., Any]:
    plain = getattr(int, name)

    def compute(self: int, *others: Any) -> Any:
        result = plain(self, *others)
        return Computed(result) if type(result) is int else result

    return compute


for _name in (
    *("__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__", "__neg__", "__abs__"),
    *("__floordiv__", "__rfloordiv__", "__mod__", "__rmod__", "__pow__", "__rpow__"),
    *("__lshift__", "__rshift__", "__and__", "__or__", "__xor__"),
):
    setattr(Size, _name, _computing(_name))
    setattr(Computed, _name, _computing(_name))


class Sizes(tuple[int, ...]):
    """The shape of a variable, of which each is a `Size`; ``unpacked`` is called where it is assigned to
    several names, which asks for so many dimensions."""

    unpacked: Callable[[], None]

    @classmethod
    def of(cls, variable: str, shape: torch.Size, unpacked: Callable[[], None]) -> "Sizes":
        """The shape of a variable."""
        sizes = cls(Size.of(variable, dim, size) for dim, size in enumerate(shape))
        sizes.unpacked = unpacked
        return sizes

    def __iter__(self) -> Iterator[int]:
        frame = sys._getframe(1)
        if frame.f_code.co_code[frame.f_lasti] == UNPACK:
            self.unpacked()
        return super().__iter__()

    def numel(self) -> int:
        """As a `torch.Size` has it."""
        return Computed(torch.Size(tuple.__getitem__(self, slice(None))).numel())
