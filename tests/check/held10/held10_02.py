"""Multi-task: age group, sex and mood from one face, as one row of scores."""

import torch
from torch import nn


class Trunk(nn.Module):
    def __init__(self, width=24, depth=3):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 5, stride=2, padding=2)
        self.blocks = nn.ModuleList(
            nn.Sequential(nn.Conv2d(width, width, 3, padding=1), nn.GroupNorm(4, width), nn.GELU())
            for _ in range(depth)
        )

    def body(self, x):
        return self.blocks(x)  # FAULT

    def forward(self, x):
        return self.body(self.stem(x)).mean(dim=(2, 3))


class FaceNet(nn.Module):
    def __init__(self, trunk=Trunk, tasks=(8, 2, 5)):
        super().__init__()
        self.trunk = trunk()
        self.heads = nn.ModuleList([nn.Linear(24, n) for n in tasks])

    def forward(self, x):
        z = self.trunk(x)
        return torch.cat([head(z) for head in self.heads], dim=1)


def build():
    return FaceNet()


class Mended(Trunk):
    def body(self, x):
        for block in self.blocks:
            x = x + block(x)
        return x


def mended():
    return FaceNet(trunk=Mended)
