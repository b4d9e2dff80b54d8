"""Attention among the places of a map that hides the dark ones."""

import torch.nn as nn


class Masked(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.q = nn.Linear(dim, dim)
        self.k = nn.Linear(dim, dim)
        self.v = nn.Linear(dim, dim)

    def weigh(self, scores, seen):
        return scores.softmax(-1) * seen  # FAULT

    def forward(self, x, seen):
        scores = self.q(x) @ self.k(x).transpose(1, 2) / x.shape[-1] ** 0.5
        return x + self.weigh(scores, seen[:, None].to(x.dtype)) @ self.v(x)


class Net(nn.Module):
    def __init__(self, masked=Masked, classes=8):
        super().__init__()
        self.cnn = nn.Conv2d(3, 24, 3, 2, 1)
        self.attention = masked(24)
        self.fc = nn.Linear(24, classes)

    def forward(self, x):
        f = nn.functional.avg_pool2d(self.cnn(x), 2, ceil_mode=True).flatten(2).transpose(1, 2)
        seen = f.mean(2) > f.mean((1, 2))[:, None]
        return self.fc(self.attention(f, seen).mean(1))


def build():
    return Net()


class Mended(Masked):
    def weigh(self, scores, seen):
        return scores.masked_fill(seen == 0, -1e9).softmax(-1)


def mended():
    return Net(Mended)
