"""Crowd counting: a density map from three levels of a ResNet-34, added from coarse to fine.

The mistake is met at https://github.com/lyongo/NWPU-MOC/issues/4
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


def lateral(channels, width):
    return nn.Sequential(nn.Conv2d(channels, width, 1), nn.ReLU())


class DensityNet(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        net = resnet34(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.stages = nn.ModuleList([net.layer2, net.layer3, net.layer4])
        self.laterals = nn.ModuleList([lateral(c, width) for c in (128, 256, 512)])
        self.smooth = nn.Conv2d(width, width, 3, padding=1)
        self.density = nn.Conv2d(width, 1, 1)

    def merge(self, levels):
        for i in range(len(levels) - 1, 0, -1):
            size = levels[i - 1].shape[-2:]
            levels[i - 1] += F.interpolate(levels[i], size=size, mode="nearest")  # FAULT
        return levels[0]

    def forward(self, x):
        x = self.stem(x)
        levels = []
        for stage, reduce in zip(self.stages, self.laterals, strict=True):
            x = stage(x)
            levels.append(reduce(x))
        return self.density(F.relu(self.smooth(self.merge(levels))))


def build():
    return DensityNet()


class Mended(DensityNet):
    def merge(self, levels):
        for i in range(len(levels) - 1, 0, -1):
            size = levels[i - 1].shape[-2:]
            levels[i - 1] = levels[i - 1] + F.interpolate(levels[i], size=size, mode="nearest")
        return levels[0]


def mended():
    return Mended()
