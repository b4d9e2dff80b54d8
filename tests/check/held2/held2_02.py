"""Takes rain out of photographs: an encoder and a decoder that add what they have in common."""

import torch.nn as nn
import torch.nn.functional as F


def down(in_ch, out_ch):
    return nn.Sequential(nn.Conv2d(in_ch, out_ch, 3, 2, 1), nn.GroupNorm(2, out_ch), nn.ReLU())


class DerainNet(nn.Module):
    def __init__(self, ch=8):
        super().__init__()
        self.inc = nn.Conv2d(3, ch, 3, 1, 1)
        self.enc = nn.ModuleList([down(ch, ch) for _ in range(4)])
        self.dec = nn.ModuleList([nn.Conv2d(ch, ch, 3, 1, 1) for _ in range(4)])
        self.outc = nn.Conv2d(ch, 3, 1)

    def grow(self, x, like):
        return F.interpolate(x, scale_factor=2, mode="nearest")  # FAULT

    def forward(self, image):
        x = self.inc(image)
        skips = []
        for enc in self.enc:
            skips.append(x)
            x = enc(x)
        for dec, skip in zip(self.dec, reversed(skips)):
            x = dec(self.grow(x, skip)) + skip  # SHOWS
        return image - self.outc(x)


def build():
    return DerainNet()


class Mended(DerainNet):
    def grow(self, x, like):
        return F.interpolate(x, size=like.shape[-2:], mode="nearest")


def mended():
    return Mended()
