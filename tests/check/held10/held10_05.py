"""Attention between the places of a feature map, with a way around it."""

import torch.nn as nn


class Block(nn.Module):
    def __init__(self, dim=32, heads=4):
        super().__init__()
        self.norm1 = nn.LayerNorm(dim)
        self.attn = nn.MultiheadAttention(dim, heads, batch_first=True)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = nn.Sequential(nn.Linear(dim, 2 * dim), nn.GELU(), nn.Linear(2 * dim, dim))

    def attend(self, x):
        y = self.norm1(x)
        return x + self.attn(y, y, y)  # FAULT

    def forward(self, x):
        x = self.attend(x)
        return x + self.mlp(self.norm2(x))


class Hybrid(nn.Module):
    def __init__(self, block=Block, classes=6):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(3, 16, 3, 4, 1), nn.GroupNorm(4, 16), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1)
        )
        self.blocks = nn.Sequential(block(), block())
        self.fc = nn.Linear(32, classes)

    def forward(self, x):
        tokens = self.cnn(x).flatten(2).transpose(1, 2)
        return self.fc(self.blocks(tokens).mean(1))


def build():
    return Hybrid()


class Mended(Block):
    def attend(self, x):
        y = self.norm1(x)
        return x + self.attn(y, y, y)[0]


def mended():
    return Hybrid(block=Mended)
