"""Polyps: all levels of the encoder are brought to one size, smoothed, and multiplied.

The mistake is met at https://github.com/yaoppeng/U-Net_v2/issues/10
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34

CHANNELS = (64, 128, 256, 512)


class Fusion(nn.Module):
    """Every level at the size of the one that is asked for."""

    def __init__(self, width):
        super().__init__()
        self.convs = nn.ModuleList([nn.Conv2d(width, width, 3, padding=1)] * len(CHANNELS))  # FAULT

    def forward(self, levels, size):
        fused = 1
        for conv, level in zip(self.convs, levels, strict=True):
            if level.shape[-2:] != size:
                level = F.interpolate(level, size=size, mode="bilinear", align_corners=True)
            fused = fused * conv(level)
        return fused


class PolypNet(nn.Module):
    def __init__(self, width=32, fusion=Fusion):
        super().__init__()
        net = resnet34(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3, net.layer4])
        self.reduce = nn.ModuleList([nn.Conv2d(c, width, 1) for c in CHANNELS])
        self.fusion = fusion(width)
        self.mask = nn.Conv2d(width, 1, 1)

    def forward(self, x):
        y, levels = self.stem(x), []
        for stage, reduce in zip(self.stages, self.reduce, strict=True):
            y = stage(y)
            levels.append(reduce(y))
        mask = self.mask(self.fusion(levels, levels[0].shape[-2:]))
        return F.interpolate(mask, size=x.shape[-2:], mode="bilinear", align_corners=True)


def build():
    return PolypNet()


class Mended(Fusion):
    def __init__(self, width):
        super().__init__(width)
        self.convs = nn.ModuleList([nn.Conv2d(width, width, 3, padding=1) for _ in CHANNELS])


def mended():
    return PolypNet(fusion=Mended)
