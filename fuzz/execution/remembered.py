"""Remembered tensors, each under a name, which is also found by what a tensor holds.

A name says what a tensor was computed by. It is written on the tensor, for as long as nothing changes it
in place. One without a name may hold what another holds bit by bit, as behind a layer that changes
nothing: then the name of that one is its own.
"""

from collections.abc import Hashable
from itertools import count
from typing import NamedTuple

import torch
from torch import Tensor

from fuzz.execution.memo import Memo

ELEMENTS, LARGEST = 2**25, 2**21
"""The elements that are remembered in all, and those of the largest of the tensors: 128 and 8 MB."""

BITS = {1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}
"""The integers by which the bits of elements of so many bytes are compared."""


class Marked(NamedTuple):
    """What is alike of two tensors wherever they hold the same, and seldom else; cheap to find."""

    setting: Hashable
    shape: tuple[int, ...]
    stride: tuple[int, ...]
    dtype: torch.dtype
    requires_grad: bool
    total: int


class Remembered:
    """Tensors that are remembered in the order of their use."""

    def __init__(self, elements: int = ELEMENTS) -> None:
        self._tensors: Memo[Tensor] = Memo(elements, weight=torch.numel)
        self._names: Memo[Hashable] = Memo(2**14)
        self._numbers = count()

    def clear(self) -> None:
        """Remember nothing."""
        self._tensors.clear()
        self._names.clear()

    def find(self, name: Hashable) -> Tensor | None:
        """The tensor of a name, which is not to be changed; None where there is none any more."""
        return self._tensors.find(name)

    def put(self, name: Hashable, x: Tensor, setting: Hashable) -> None:
        """Remember what a tensor holds, under a name that nothing else has ever had."""
        if x.numel() <= LARGEST:
            self._tensors.put(name, x.detach().clone().requires_grad_(x.requires_grad))
            if (mark := _mark(x, setting)) is not None:
                self._names.put(mark, name)

    def name(self, x: Tensor, setting: Hashable) -> Hashable:
        """The name of a tensor: that which is written on it, or that of one which holds the same.

        A new one where nothing remembered holds the same.
        """
        name = _written(x)
        return self._named_by_content(x, setting) if name is None else name

    def _named_by_content(self, x: Tensor, setting: Hashable) -> Hashable:
        mark = _mark(x, setting)
        if mark is None or x.numel() > LARGEST:
            return None
        name = self._names.find(mark)
        known = self._tensors.find(name) if name is not None else None
        if known is None or not torch.equal(_bits(known), _bits(x)):
            name = ("held", next(self._numbers))
            self.put(name, x, setting)
        write(x, name)
        return name


def write(x: Tensor, name: Hashable) -> None:
    """Write a name on a tensor, which is gone once the tensor is changed in place."""
    vars(x)["computed_by"] = (name, x._version)


def _written(x: Tensor) -> Hashable:
    name, version = vars(x).get("computed_by", (None, -1))
    return name if version == x._version else None


def _mark(x: Tensor, setting: Hashable) -> Marked | None:
    """The mark of a tensor; None for one that has no values, or more than one number an element."""
    if x.is_meta or x.is_complex() or x.layout is not torch.strided:
        return None
    total = int(_bits(x).sum(dtype=torch.int64).item())
    return Marked(setting, tuple(x.shape), x.stride(), x.dtype, x.requires_grad, total)


def _bits(x: Tensor) -> Tensor:
    return x.detach().view(BITS[x.element_size()])
