"""Change detection in satellite images: one encoder for both dates, a mask from what differs.

A line was copied and not changed in full.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3])

    def forward(self, x):
        x = self.stem(x)
        levels = []
        for stage in self.stages:
            x = stage(x)
            levels.append(x)
        return levels


class ChangeNet(nn.Module):
    def __init__(self, width=32):
        super().__init__()
        self.encoder = Encoder()
        self.fuse = nn.ModuleList([nn.Conv2d(2 * c, width, 1) for c in (64, 128, 256)])
        self.mask = nn.Conv2d(3 * width, 1, 3, padding=1)

    def encode(self, before, after):
        levels_a = self.encoder(before)
        levels_b = self.encoder(before)  # FAULT
        return levels_a, levels_b

    def forward(self, before, after):
        size = before.shape[-2:]
        levels_a, levels_b = self.encode(before, after)
        fused = []
        for fuse, a, b in zip(self.fuse, levels_a, levels_b):
            level = F.relu(fuse(torch.cat([a, b], dim=1)))
            fused.append(F.interpolate(level, size=size, mode="bilinear", align_corners=False))
        return self.mask(torch.cat(fused, dim=1))


class Mended(ChangeNet):
    def encode(self, before, after):
        return self.encoder(before), self.encoder(after)


def build():
    return ChangeNet()


def mended():
    return Mended()
