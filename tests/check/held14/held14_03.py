"""Residual blocks, each of which is left out at random in training, sample by sample."""

import torch
import torch.nn as nn


class DropPath(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        kept = torch.rand(x.shape[0], 1, 1, 1, device=x.device) >= self.p
        return self.scaled(x * kept)

    def scaled(self, x):
        return x / self.p  # FAULT


class Block(nn.Module):
    def __init__(self, dim, drop):
        super().__init__()
        self.norm = nn.GroupNorm(4, dim)
        self.conv1 = nn.Conv2d(dim, dim, 3, 1, 1)
        self.conv2 = nn.Conv2d(dim, dim, 3, 1, 1)
        self.drop = drop

    def forward(self, x):
        return x + self.drop(self.conv2(self.conv1(self.norm(x)).relu()))


class Net(nn.Module):
    def __init__(self, drop=DropPath, classes=7):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 3, 2, 1)
        self.blocks = nn.Sequential(*(Block(16, drop(0.1 * n)) for n in (1, 2, 3)))
        self.fc = nn.Linear(16, classes)

    def forward(self, x):
        return self.fc(self.blocks(self.stem(x)).mean((2, 3)))


def build():
    return Net()


class Mended(DropPath):
    def scaled(self, x):
        return x / (1 - self.p)


def mended():
    return Net(Mended)
