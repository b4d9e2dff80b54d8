"""The tensors of a case, with the same values each time."""

import torch
from torch import Tensor

from strategies.input import Input
from strategies.loss import Target
from strategies.value import Shape


def input_tensor(spec: Input, device: str) -> Tensor:
    """The input of a case, with its shape, dtype, layout and values."""
    generator = torch.Generator().manual_seed(0)
    shape = wide(spec)
    if spec.values == "zeros":
        drawn = torch.zeros(shape)
    elif spec.values == "bytes" or spec.dtype == "uint8":
        drawn = torch.randint(0, 256, shape, generator=generator).float()
    else:
        drawn = torch.randn(shape, generator=generator)
    return laid_out(spec, drawn.to(device=device, dtype=getattr(torch, spec.dtype)))


def wide(spec: Input) -> Shape:
    """The shape of the tensor of which an input is a view: twice as wide where it is strided."""
    if spec.layout == "strided" and spec.shape:
        return (*spec.shape[:-1], 2 * spec.shape[-1])
    return spec.shape


def laid_out(spec: Input, tensor: Tensor) -> Tensor:
    """A tensor of the `wide` shape in the layout of an input."""
    if spec.layout == "strided" and spec.shape:
        tensor = tensor[..., ::2]
    if spec.layout == "channels_last" and tensor.dim() == 4:
        tensor = tensor.to(memory_format=torch.channels_last)
    return tensor


def target_tensor(spec: Target, device: str) -> Tensor:
    """The target of a case, with its shape, dtype and values."""
    dtype: torch.dtype = getattr(torch, spec.dtype)
    return _filled(spec, dtype).to(device=device, dtype=dtype)


def _filled(spec: Target, dtype: torch.dtype) -> Tensor:
    generator = torch.Generator().manual_seed(1)
    count = torch.Size(spec.shape).numel()
    in_turn = (torch.arange(count) % 2).reshape(spec.shape)
    match spec.values:
        case "classes":
            return in_turn
        case "signs":
            return 1 - 2 * in_turn
        case "zeros":
            return torch.zeros(spec.shape)
        case "ones":
            return torch.ones(spec.shape)
        case "negative":
            return torch.full(spec.shape, -1)
        case "ignored":
            return torch.full(spec.shape, -100)
        case "beyond":
            return torch.full(spec.shape, _beyond(dtype))
        case "normal" if not dtype.is_floating_point and not dtype.is_complex:
            return (torch.arange(count) % 5 - 2).reshape(spec.shape)
        case "normal":
            return torch.randn(spec.shape, generator=generator)
        case "unit":
            return torch.rand(spec.shape, generator=generator)
        case "probabilities":
            return torch.randn(spec.shape, generator=generator).softmax(_class_axis(spec))
        case "onehot":
            return _one_hot(spec)


def _beyond(dtype: torch.dtype) -> float:
    if dtype is torch.bool or dtype.is_floating_point or dtype.is_complex:
        return 9999
    return min(9999, torch.iinfo(dtype).max)


def _class_axis(spec: Target) -> int:
    return 1 if len(spec.shape) > 1 else -1


def _one_hot(spec: Target) -> Tensor:
    """Class 0 and class 1 in turn, or class 0 alone where there is only one."""
    hot = torch.zeros(spec.shape)
    if hot.numel():
        rows = hot.movedim(_class_axis(spec), -1) if spec.shape else hot.reshape(1)
        flat = torch.zeros(rows.numel() // rows.shape[-1], rows.shape[-1])
        flat[torch.arange(len(flat)), torch.arange(len(flat)) % min(2, flat.shape[1])] = 1
        rows.copy_(flat.reshape(rows.shape))
    return hot
