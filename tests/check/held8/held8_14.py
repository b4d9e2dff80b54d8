"""CCT: a convolutional tokenizer, learned positions that are resized to the map, two encoder layers."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class CCT(nn.Module):
    def __init__(self, dim=64, classes=10, grid=8):
        super().__init__()
        self.tokenizer = nn.Sequential(
            nn.Conv2d(3, dim, 7, 2, 3, bias=False),
            nn.ReLU(),
            nn.MaxPool2d(3, 2, 1),
            nn.Conv2d(dim, dim, 3, 1, 1, bias=False),
            nn.ReLU(),
            nn.MaxPool2d(3, 2, 1),
        )
        self.positions(dim, grid)
        layer = nn.TransformerEncoderLayer(dim, 4, 2 * dim, 0.1, F.gelu, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2)
        self.pool = nn.Linear(dim, 1)
        self.fc = nn.Linear(dim, classes)

    def positions(self, dim, grid):
        self.pos = nn.Parameter(torch.randn(1, dim, grid, grid)) * 0.02  # FAULT

    def forward(self, x):
        x = self.tokenizer(x)
        pos = F.interpolate(self.pos, size=x.shape[-2:], mode="bicubic", align_corners=False)
        x = self.encoder((x + pos).flatten(2).transpose(1, 2))
        weight = self.pool(x).softmax(dim=1)
        return self.fc((weight * x).sum(dim=1))


def build():
    return CCT()


class Mended(CCT):
    def positions(self, dim, grid):
        self.pos = nn.Parameter(torch.randn(1, dim, grid, grid) * 0.02)


def mended():
    return Mended()
