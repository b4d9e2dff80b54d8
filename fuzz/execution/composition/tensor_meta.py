"""TensorMeta: the metadata of a tensor, and a real tensor with such metadata."""

from typing import NamedTuple

import torch
from torch import Tensor

from strategies.value import Shape


class TensorMeta(NamedTuple):
    """A tensor without its values.

    ``strides`` are in elements; a ``view`` shares memory with its base and is tracked by autograd as a
    view of it.
    """

    shape: Shape
    dtype: torch.dtype
    strides: Shape
    requires_grad: bool = False
    view: bool = False


def meta_of(tensor: Tensor) -> TensorMeta:
    """The metadata of a tensor."""
    view = tensor.requires_grad and tensor._is_view()
    return TensorMeta(tuple(tensor.shape), tensor.dtype, tensor.stride(), tensor.requires_grad, view)


def sample(feature: TensorMeta, device: str) -> Tensor:
    """A real tensor with this metadata and ordinary values; no leaf where it requires grad."""
    shape, strides = feature.shape, feature.strides
    if not feature.view:
        dense = torch.empty_strided(shape, strides, dtype=feature.dtype, device=device)
        data = _tracked(_drawn(dense), feature.requires_grad)
        if data.stride() == strides:
            return data
    extent = 1 + sum((size - 1) * step for size, step in zip(shape, strides, strict=True))
    memory = torch.empty(0 if 0 in shape else extent, dtype=feature.dtype, device=device)
    return _tracked(_drawn(memory), feature.requires_grad).as_strided(shape, strides)


def _drawn(like: Tensor) -> Tensor:
    """Values from a normal distribution, or integers from 0 to 99, in the same layout.

    On ``meta`` there are none.
    """
    if like.is_meta:
        return like  # to draw there imports torch's compiler, which takes seconds
    if like.dtype.is_floating_point or like.dtype.is_complex:
        return torch.randn_like(like)
    return torch.randint_like(like, 0, 2 if like.dtype is torch.bool else 100)


def _tracked(data: Tensor, requires_grad: bool) -> Tensor:
    if not requires_grad:
        return data
    return data * torch.ones((), dtype=data.dtype, device=data.device, requires_grad=True)
