"""DeepLabV3+ on ResNet-18, output stride 16, for satellite tiles; one tile a step fits into memory.

The error of https://github.com/jfzhang95/pytorch-deeplab-xception/issues/41.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class ImagePooling(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.conv = nn.Conv2d(in_channels, out_channels, 1, bias=False)
        self.norm = self.make_norm(out_channels)

    def make_norm(self, channels):
        return nn.BatchNorm2d(channels)  # FAULT

    def forward(self, x):
        y = F.relu(self.norm(self.conv(self.pool(x))))  # SHOWS
        return y.expand(-1, -1, *x.shape[-2:])


class ASPP(nn.Module):
    def __init__(self, in_channels, channels, pooling, rates=(1, 2, 4)):
        super().__init__()
        self.branches = nn.ModuleList(
            nn.Conv2d(in_channels, channels, 3, padding=r, dilation=r) for r in rates
        )
        self.pooling = pooling(in_channels, channels)
        self.project = nn.Conv2d(channels * (len(rates) + 1), channels, 1)

    def forward(self, x):
        parts = [F.relu(branch(x)) for branch in self.branches]
        return F.relu(self.project(torch.cat([*parts, self.pooling(x)], dim=1)))


class DeepLab(nn.Module):
    def __init__(self, num_classes=6, pooling=ImagePooling):
        super().__init__()
        net = resnet18(weights=None)
        self.low = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.high = nn.Sequential(net.layer2, net.layer3)
        self.aspp = ASPP(256, 64, pooling)
        self.reduce_low = nn.Conv2d(64, 24, 1)
        self.classifier = nn.Conv2d(64 + 24, num_classes, 3, padding=1)

    def forward(self, x):
        low = self.low(x)
        high = self.aspp(self.high(low))
        high = F.interpolate(high, size=low.shape[-2:], mode="bilinear", align_corners=False)
        out = self.classifier(torch.cat([high, self.reduce_low(low)], dim=1))
        return F.interpolate(out, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return DeepLab()


class MendedPooling(ImagePooling):
    def make_norm(self, channels):
        return nn.GroupNorm(8, channels)


def mended():
    return DeepLab(pooling=MendedPooling)
