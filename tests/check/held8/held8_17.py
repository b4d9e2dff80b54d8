"""Masked images (SimMIM): some places of the map are replaced by a token, and the image is restored."""

import torch
from torch import nn
from torch.nn import functional as F


class MIM(nn.Module):
    def __init__(self, dim=48):
        super().__init__()
        self.embed = nn.Conv2d(3, dim, 4, 4)
        self.token = nn.Parameter(torch.zeros(1, dim, 1, 1))
        self.blocks = nn.Sequential(
            *[
                nn.Sequential(
                    nn.Conv2d(dim, dim, 3, padding=1, groups=dim), nn.GroupNorm(1, dim), nn.GELU()
                )
                for _ in range(3)
            ]
        )
        self.restore = nn.Conv2d(dim, 3 * 16, 1)

    def tokens(self, x):
        """The map with every other row hidden."""
        mask = torch.zeros(1, 1, *x.shape[-2:], device=x.device).expand(x.size(0), -1, -1, -1)
        mask[:, :, 1::2] = 1  # FAULT
        return x * (1 - mask) + self.token * mask

    def forward(self, image):
        x = self.tokens(self.embed(image))
        x = self.restore(self.blocks(x))
        return F.interpolate(F.pixel_shuffle(x, 4), size=image.shape[-2:])


def build():
    return MIM()


class Mended(MIM):
    def tokens(self, x):
        mask = torch.zeros(x.size(0), 1, *x.shape[-2:], device=x.device)
        mask[:, :, 1::2] = 1
        return x * (1 - mask) + self.token * mask


def mended():
    return Mended()
