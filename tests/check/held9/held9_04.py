"""A denoiser of residual blocks with group norms of 32 groups, a bit wider than that of the paper."""

import torch
from torch import nn


class Res(nn.Module):
    def __init__(self, dim, groups):
        super().__init__()
        self.norm1 = nn.GroupNorm(groups, dim)  # FAULT
        self.conv1 = nn.Conv2d(dim, dim, 3, padding=1)
        self.norm2 = nn.GroupNorm(groups, dim)
        self.conv2 = nn.Conv2d(dim, dim, 3, padding=1)

    def forward(self, x):
        h = self.conv1(torch.nn.functional.silu(self.norm1(x)))
        return x + self.conv2(torch.nn.functional.silu(self.norm2(h)))


class Denoiser(nn.Module):
    def __init__(self, dim=48, groups=32):
        super().__init__()
        self.enter = nn.Conv2d(3, dim, 3, padding=1)
        self.mid = nn.Sequential(Res(dim, groups), Res(dim, groups))
        self.leave = nn.Conv2d(dim, 3, 3, padding=1)

    def forward(self, x):
        return self.leave(self.mid(self.enter(x)))


def build():
    return Denoiser()


def mended():
    return Denoiser(groups=16)
