"""Autoencoder whose decoder has no weights of its own: it takes those of the encoder, transposed."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class ResBlock(nn.Module):
    def __init__(self, ch):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(ch, ch, 3, padding=1), nn.ReLU(), nn.Conv2d(ch, ch, 3, padding=1)
        )

    def forward(self, x):
        return x + self.body(x)


class TiedAutoencoder(nn.Module):
    def __init__(self, width=24):
        super().__init__()
        self.enc1 = nn.Conv2d(3, width, 4, stride=2, padding=1)
        self.enc2 = nn.Conv2d(width, width * 2, 4, stride=2, padding=1)
        self.middle = nn.Sequential(ResBlock(width * 2), ResBlock(width * 2))
        self.bias2 = nn.Parameter(torch.zeros(width))
        self.bias1 = nn.Parameter(torch.zeros(3))

    def forward(self, x):
        z = F.elu(self.enc1(x))
        z = self.middle(F.elu(self.enc2(z)))
        y = F.elu(F.conv_transpose2d(z, self.enc2.weight, self.bias2, stride=2, padding=1))
        return F.conv_transpose2d(y, self.enc1.weight, self.bias1, stride=2, padding=1)


def build():
    return TiedAutoencoder()
