"""Attention with heads of its own, by torch.bmm."""

import torch
import torch.nn as nn


class Attention(nn.Module):
    def __init__(self, dim, heads=4):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, 3 * dim)

    def scores(self, q, k):
        return torch.bmm(q, k.transpose(-2, -1))  # FAULT

    def forward(self, x):
        n, t, c = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        weights = (self.scores(q, k) * (c // self.heads) ** -0.5).softmax(-1)
        return (weights @ v).transpose(1, 2).reshape(n, t, c)


class Net(nn.Module):
    def __init__(self, attention=Attention, classes=9):
        super().__init__()
        self.patches = nn.Conv2d(3, 32, 3, 2, 1)
        self.attention = attention(32)
        self.fc = nn.Linear(32, classes)

    def forward(self, x):
        tokens = nn.functional.max_pool2d(self.patches(x), 4, ceil_mode=True).flatten(2).transpose(1, 2)
        return self.fc(self.attention(tokens).mean(1))


def build():
    return Net()


class Mended(Attention):
    def scores(self, q, k):
        return q @ k.transpose(-2, -1)


def mended():
    return Net(Mended)
