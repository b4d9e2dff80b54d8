"""Tensors as what goes into a network and comes out of it: plain data, and real ones made of it."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import msgspec
import torch
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from strategies.rule import TensorSpec
from strategies.value import Shape

DEPTH = 2
"""How many objects deep tensors are looked for."""


class Given(msgspec.Struct, frozen=True):
    """A tensor to be made: its shape, dtype and layout; ``most`` is the largest value of an integer."""

    shape: Shape
    dtype: str = "float32"
    channels_last: bool = False
    most: int = 255

    def tensor(self, seed: int = 0) -> Tensor:
        """A tensor of random values, the same each time."""
        generator = torch.Generator().manual_seed(seed)
        dtype: torch.dtype = getattr(torch, self.dtype)
        if dtype.is_floating_point or dtype.is_complex:
            drawn = torch.randn(self.shape, generator=generator)
        else:
            drawn = torch.randint(0, max(1, self.most + 1), self.shape, generator=generator)
        tensor = drawn.to(dtype)
        return tensor.to(memory_format=torch.channels_last) if self.channels_last else tensor

    @property
    def spec(self) -> TensorSpec:
        """What rules look at."""
        return TensorSpec(self.shape, self.dtype)


def given(tensor: Tensor) -> Given:
    """What makes a tensor like this one, with other values."""
    whole = not (tensor.is_floating_point() or tensor.is_complex()) and tensor.numel()
    most = int(tensor.max()) if whole else 255
    last = tensor.dim() == 4 and not tensor.is_contiguous()
    last = last and tensor.is_contiguous(memory_format=torch.channels_last)
    return Given(tuple(tensor.shape), str(tensor.dtype).removeprefix("torch."), last, most)


def spec_of(tensor: Tensor) -> TensorSpec:
    """The shape and dtype of a tensor."""
    return TensorSpec(tuple(tensor.shape), str(tensor.dtype).removeprefix("torch."))


def mapped(value: Any, change: Callable[[Tensor], Any]) -> Any:
    """A structure of tuples, lists and dictionaries with each tensor in it changed."""
    if isinstance(value, Tensor):
        return change(value)
    if isinstance(value, dict):
        return {key: mapped(one, change) for key, one in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(mapped(one, change) for one in value))
    if isinstance(value, list | tuple):
        return type(value)(mapped(one, change) for one in value)
    return value


def tensors(value: Any) -> dict[str, Tensor]:
    """The tensors in what a network takes or returns, by where in it they are: "" for one by itself.

    Objects are looked into as well, such as those of a data class, or a distribution.
    """
    found: dict[str, Tensor] = {}
    _collect(value, "", found)
    return found


def _collect(value: Any, place: str, found: dict[str, Tensor], depth: int = 0) -> None:
    if isinstance(value, Tensor):
        if not is_lazy(value):  # of which there is nothing yet
            found[place] = value
    elif isinstance(value, dict):  # the outputs of Hugging Face's models are dictionaries, too
        for key, one in value.items():
            _collect(one, f"{place}[{key!r}]", found)
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            _collect(one, f"{place}[{index}]", found)
    elif depth < DEPTH and not isinstance(value, type | nn.Module | ModuleType) and not callable(value):
        for name, one in getattr(value, "__dict__", {}).items():
            _collect(one, f"{place}.{name}", found, depth + 1)


def is_finite(tensor: Tensor) -> bool:
    """Whether a tensor has neither NaN nor infinity in it."""
    if tensor.is_meta or not tensor.is_floating_point() or not tensor.numel():
        return True
    return bool(torch.isfinite(tensor.detach()).all())


def memory_of(tensor: Tensor) -> int:
    """What tells the memory of a tensor, and of its views, from that of others while there are any."""
    try:
        return int(tensor.untyped_storage()._cdata)
    except (NotImplementedError, RuntimeError, ValueError):  # a sparse one has several, a lazy one none
        return id(tensor)
