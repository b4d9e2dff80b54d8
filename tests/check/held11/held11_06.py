"""Adapters between frozen stages; one scale belongs to the class, and not to its objects."""

import torch
import torch.nn as nn


class Adapter(nn.Module):
    proj = nn.Conv2d(24, 24, 1)  # FAULT

    def __init__(self, dim=24):
        super().__init__()
        self.norm = nn.GroupNorm(4, dim)

    def forward(self, x):
        return x + self.proj(self.norm(x))


class Adapted(nn.Module):
    def __init__(self, adapter=Adapter, classes=5):
        super().__init__()
        self.stem = nn.Conv2d(3, 24, 3, 2, 1)
        self.adapter = adapter()
        self.fc = nn.Linear(24, classes)

    def forward(self, x):
        return self.fc(torch.relu(self.adapter(self.stem(x))).mean((2, 3)))


def build():
    return Adapted()


class Mended(nn.Module):
    def __init__(self, dim=24):
        super().__init__()
        self.norm = nn.GroupNorm(4, dim)
        self.proj = nn.Conv2d(dim, dim, 1)

    def forward(self, x):
        return x + self.proj(self.norm(x))


def mended():
    return Adapted(adapter=Mended)
