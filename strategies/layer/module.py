"""Layers that torch.nn has no class for, written as people write them.

This file is both run (the classes) and quoted (their text, in a reproducer): keep each class short
and free of anything that is not plain PyTorch. It is the only file of `strategies` that needs torch.
"""

from typing import Any

import torch
from torch import Tensor, nn


class Item(nn.Module):
    def forward(self, x: Any) -> Any:
        if isinstance(x, dict):
            return next(iter(x.values()))
        return x[0] if isinstance(x, tuple) else x


class View(nn.Module):
    def __init__(self, shape: tuple[int, ...]) -> None:
        super().__init__()
        self.shape = shape

    def forward(self, x: Tensor) -> Tensor:
        return x.view(self.shape)


class Squeeze(nn.Module):
    def __init__(self, dim: int | None = None) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        return x.squeeze() if self.dim is None else x.squeeze(self.dim)


class Unsqueeze(nn.Module):
    def __init__(self, dim: int) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        return x.unsqueeze(self.dim)


class Permute(nn.Module):
    def __init__(self, dims: tuple[int, ...]) -> None:
        super().__init__()
        self.dims = dims

    def forward(self, x: Tensor) -> Tensor:
        return x.permute(self.dims)


class Mean(nn.Module):
    def __init__(self, dim: int) -> None:
        super().__init__()
        self.dim = dim

    def forward(self, x: Tensor) -> Tensor:
        return x.mean(self.dim)


class Float(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.float()


class Concat(nn.Module):
    def __init__(self, shape: tuple[int, ...], dim: int = 1) -> None:
        super().__init__()
        self.shape, self.dim = shape, dim

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([x, x.new_zeros(self.shape)], self.dim)


class Add(nn.Module):
    def __init__(self, shape: tuple[int, ...]) -> None:
        super().__init__()
        self.shape = shape

    def forward(self, x: Tensor) -> Tensor:
        return x + x.new_zeros(self.shape)


class UNetSkip(nn.Module):
    def __init__(self, mode: str = "nearest") -> None:
        super().__init__()
        self.mode = mode

    def forward(self, x: Tensor) -> Tensor:
        deeper = nn.functional.max_pool2d(x, 2)
        return torch.cat([nn.functional.interpolate(deeper, scale_factor=2, mode=self.mode), x], dim=1)


class SqueezeExcite(nn.Module):
    def __init__(self, channels: int, reduction: int = 16) -> None:
        super().__init__()
        self.down = nn.Linear(channels, channels // reduction)
        self.up = nn.Linear(channels // reduction, channels)

    def forward(self, x: Tensor) -> Tensor:
        n, c, _, _ = x.shape
        weight: Tensor = self.up(self.down(x.mean((2, 3))).relu()).sigmoid()
        return x * weight.view(n, c, 1, 1)


class Residual(nn.Module):
    def __init__(self, channels: int, kernel_size: int, stride: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, kernel_size, stride, kernel_size // 2)

    def forward(self, x: Tensor) -> Tensor:
        branch: Tensor = self.conv(x)
        return x + branch
