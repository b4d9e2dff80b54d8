"""Autoencoder with tied weights: the decoder is the transposed encoder."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class ResUnit(nn.Module):
    def __init__(self, ch):
        super().__init__()
        self.conv = nn.Conv2d(ch, ch, 3, padding=1)

    def forward(self, x):
        return x + F.relu(self.conv(x))


class TiedAutoencoder(nn.Module):
    def __init__(self, width=24):
        super().__init__()
        self.enc1 = nn.Conv2d(3, width, 4, stride=2, padding=1)
        self.unit = ResUnit(width)
        self.enc2 = nn.Conv2d(width, width * 2, 4, stride=2, padding=1)
        self.bias2 = nn.Parameter(torch.zeros(width))
        self.bias1 = nn.Parameter(torch.zeros(3))

    def encode(self, x):
        return F.elu(self.enc2(self.unit(F.elu(self.enc1(x)))))

    def decode(self, z):
        y = F.conv_transpose2d(z, self.enc2.weight, self.bias2, stride=2, padding=1)
        y = self.unit(F.elu(y))
        return F.conv_transpose2d(y, self.enc1.weight, self.bias1, stride=2, padding=1)

    def forward(self, x):
        return self.decode(self.encode(x))


def build():
    return TiedAutoencoder()
