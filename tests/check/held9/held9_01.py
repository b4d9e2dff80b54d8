"""Selective kernels for crops (SKNet): two sizes of kernels, of which each channel selects one."""

import torch
import torch.nn as nn


class SKConv(nn.Module):
    def __init__(self, dim, reduction=4):
        super().__init__()
        self.small = nn.Sequential(nn.Conv2d(dim, dim, 3, padding=1), nn.GroupNorm(4, dim), nn.ReLU())
        self.large = nn.Sequential(
            nn.Conv2d(dim, dim, 3, padding=2, dilation=2), nn.GroupNorm(4, dim), nn.ReLU()
        )
        self.squeeze = nn.Sequential(nn.Conv2d(dim, dim // reduction, 1), nn.ReLU())
        self.conv_ex = nn.Conv2d(dim // reduction, dim, 1)
        self.conv_ey = nn.Conv2d(dim // reduction, dim, 1)
        self.softmax = nn.Softmax(dim=1)

    def scores(self, z):
        return self.conv_ex(z), self.conv_ex(z)  # FAULT

    def forward(self, x):
        u1, u2 = self.small(x), self.large(x)
        z = self.squeeze((u1 + u2).mean((2, 3), keepdim=True))
        attention = self.softmax(torch.stack(self.scores(z), dim=1))
        return attention[:, 0] * u1 + attention[:, 1] * u2


class Crops(nn.Module):
    def __init__(self, bands=20, classes=9, sk=SKConv):
        super().__init__()
        self.enter = nn.Conv2d(bands, 32, 1)
        self.sk = nn.Sequential(sk(32), sk(32))
        self.fc = nn.Linear(32, classes)

    def forward(self, x):
        return self.fc(self.sk(self.enter(x)).mean((2, 3)))


def build():
    return Crops()


class Mended(SKConv):
    def scores(self, z):
        return self.conv_ex(z), self.conv_ey(z)


def mended():
    return Crops(sk=Mended)
