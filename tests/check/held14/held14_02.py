"""Tokens of a map, with waves for their places, through one layer of a transformer."""

import torch
import torch.nn as nn


class Places(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def rates(self, device):
        return 10000.0 ** -(torch.arange(0, self.dim, 2, device=device) // self.dim)  # FAULT

    def forward(self, x):
        at = torch.arange(x.shape[1], device=x.device)[:, None] * self.rates(x.device)
        return x + torch.cat([at.sin(), at.cos()], dim=1).to(x.dtype)


class Net(nn.Module):
    def __init__(self, places=Places, classes=7):
        super().__init__()
        self.cnn = nn.Conv2d(3, 24, 4, 4, 2)
        self.places = places(24)
        self.layer = nn.TransformerEncoderLayer(24, 4, 48, batch_first=True)
        self.fc = nn.Linear(24, classes)

    def forward(self, x):
        x = self.places(self.cnn(x).flatten(2).transpose(1, 2))
        return self.fc(self.layer(x).mean(1))


def build():
    return Net()


class Mended(Places):
    def rates(self, device):
        return 10000.0 ** -(torch.arange(0, self.dim, 2, device=device) / self.dim)


def mended():
    return Net(Mended)
