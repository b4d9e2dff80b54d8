"""Crowd counting: features of all stages are merged from the deepest to the finest, then a density map.

https://discuss.pytorch.org/t/in-place-operation-and-resnet/10724 asks what one may do in place.
"""

from functools import partial

import torch.nn as nn
import torch.nn.functional as F
from torchvision import models

upsample = partial(F.interpolate, mode="bilinear", align_corners=False)


class Encoder(nn.Module):
    channels = (64, 128, 256, 512)

    def __init__(self, arch):
        super().__init__()
        net = getattr(models, arch)(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3, net.layer4])

    def forward(self, x):
        x, feats = self.stem(x), []
        for stage in self.stages:
            x = stage(x)
            feats.append(x)
        return feats


class TopDown(nn.Module):
    """Adds each level to the next finer one."""

    def __init__(self, channels):
        super().__init__()
        pairs = zip(channels[1:], channels[:-1], strict=True)
        self.reduce = nn.ModuleList([nn.Conv2d(coarse, fine, 1) for coarse, fine in pairs])

    def merge(self, fine, coarse):
        fine += upsample(coarse, size=fine.shape[-2:])  # FAULT
        return fine

    def forward(self, feats):
        x = feats[-1]
        for conv, fine in zip(reversed(self.reduce), reversed(feats[:-1]), strict=True):
            x = self.merge(fine, conv(x))
        return x


class CountingNet(nn.Module):
    neck_cls = TopDown

    def __init__(self, arch="resnet18", width=32):
        super().__init__()
        self.encoder = Encoder(arch)
        self.neck = self.neck_cls(Encoder.channels)
        self.density = nn.Sequential(
            nn.Conv2d(Encoder.channels[0], width, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(width, 1, 1),
            nn.Softplus(),
        )

    def forward(self, x):
        return self.density(self.neck(self.encoder(x)))


def build():
    return CountingNet()


class MendedTopDown(TopDown):
    def merge(self, fine, coarse):
        return fine + upsample(coarse, size=fine.shape[-2:])


class Mended(CountingNet):
    neck_cls = MendedTopDown


def mended():
    return Mended()
