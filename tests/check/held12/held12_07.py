"""Blocks after ConvNeXt on a plain stem."""

import torch.nn as nn


class Block(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dwconv = nn.Conv2d(dim, dim, 7, padding=3, groups=dim)
        self.norm = nn.LayerNorm(dim)
        self.pw1 = nn.Conv2d(dim, 4 * dim, 1)
        self.act = nn.GELU()
        self.pw2 = nn.Conv2d(4 * dim, dim, 1)

    def normed(self, x):
        return self.norm(x)  # FAULT

    def forward(self, x):
        return x + self.pw2(self.act(self.pw1(self.normed(self.dwconv(x)))))


class Net(nn.Module):
    def __init__(self, block=Block, classes=12):
        super().__init__()
        self.stem = nn.Conv2d(3, 24, 3, 2, 1)
        self.blocks = nn.Sequential(block(24), block(24))
        self.head = nn.Linear(24, classes)

    def forward(self, x):
        return self.head(self.blocks(self.stem(x)).mean((2, 3)))


def build():
    return Net()


class Mended(Block):
    def normed(self, x):
        return self.norm(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


def mended():
    return Net(Mended)
