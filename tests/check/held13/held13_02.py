"""The maps of three stages are averaged before the head."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Pyramid(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = nn.Conv2d(3, 16, 3, 2, 1)
        self.two = nn.Conv2d(16, 16, 3, 2, 1)
        self.three = nn.Conv2d(16, 16, 3, 2, 1)
        self.fc = nn.Linear(16, 4)

    def fused(self, maps):
        return torch.stack(maps).mean(0)  # FAULT

    def forward(self, x):
        a = F.relu(self.one(x))
        b = F.relu(self.two(a))
        c = F.relu(self.three(b))
        return self.fc(self.fused([a, b, c]).mean((2, 3)))


def build():
    return Pyramid()


class Mended(Pyramid):
    def fused(self, maps):
        size = maps[0].shape[2:]
        return torch.stack([F.interpolate(one, size=size) for one in maps]).mean(0)


def mended():
    return Mended()
