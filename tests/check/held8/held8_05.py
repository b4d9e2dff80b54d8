"""The encoder and decoder of a VQ-VAE, without its codebook: residual stacks around strided layers."""

import torch.nn as nn
from torch.nn import functional as F


def activation():
    return nn.ReLU(inplace=True)  # FAULT


class ResBlock(nn.Module):
    def __init__(self, in_channel, channel, first=activation):
        super().__init__()
        self.conv = nn.Sequential(
            first(),
            nn.Conv2d(in_channel, channel, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(channel, in_channel, 1),
        )

    def forward(self, x):
        out = self.conv(x)
        return out + x


class Encoder(nn.Module):
    def __init__(self, cin, channel, n_res, first):
        super().__init__()
        blocks = [
            nn.Conv2d(cin, channel // 2, 4, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(channel // 2, channel, 3, padding=1),
        ]
        blocks += [ResBlock(channel, channel // 4, first) for _ in range(n_res)]
        blocks.append(nn.ReLU())
        self.blocks = nn.Sequential(*blocks)

    def forward(self, x):
        return self.blocks(x)


class Decoder(nn.Module):
    def __init__(self, cout, channel, n_res, first):
        super().__init__()
        self.enter = nn.Conv2d(channel, channel, 3, padding=1)
        self.res = nn.Sequential(*[ResBlock(channel, channel // 4, first) for _ in range(n_res)])
        self.leave = nn.Conv2d(channel, cout, 3, padding=1)

    def forward(self, z, size):
        z = F.relu(self.res(self.enter(z)))
        return self.leave(F.interpolate(z, size=size, mode="nearest"))


class AE(nn.Module):
    def __init__(self, channel=32, n_res=2, first=activation):
        super().__init__()
        self.enc = Encoder(3, channel, n_res, first)
        self.dec = Decoder(3, channel, n_res, first)

    def forward(self, image):
        return self.dec(self.enc(image), image.shape[2:])


def build():
    return AE()


def mended():
    return AE(first=nn.ReLU)
