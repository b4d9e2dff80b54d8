"""Organs in slices of a CT: PSPNet on a ResNet-18. Slices are large and come one by one (N = 1)."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class PyramidPooling(nn.Module):
    def __init__(self, n_in, n_out, bins=(1, 2, 3, 6)):
        super().__init__()
        self.stages = nn.ModuleList([self.make_stage(n_in, n_out, b) for b in bins])
        self.bottleneck = nn.Conv2d(n_in + n_out * len(bins), 128, 3, padding=1)

    def make_stage(self, n_in, n_out, size):
        return nn.Sequential(
            nn.AdaptiveAvgPool2d(size),
            nn.Conv2d(n_in, n_out, 1, bias=False),
            nn.BatchNorm2d(n_out),  # FAULT
            nn.ReLU(inplace=True),
        )

    def forward(self, x):
        size = x.shape[-2:]
        feats = [x]
        for stage in self.stages:
            feats.append(F.interpolate(stage(x), size=size, mode="bilinear"))  # SHOWS
        return F.relu(self.bottleneck(torch.cat(feats, dim=1)))


class OrganNet(nn.Module):
    def __init__(self, n_classes=6, pooling=PyramidPooling):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = nn.Conv2d(1, 64, 7, stride=2, padding=3, bias=False)
        self.backbone = nn.Sequential(*list(net.children())[:-2])
        self.ppm = pooling(512, 64)
        self.final = nn.Conv2d(128, n_classes, 1)

    def forward(self, x):
        out = self.final(self.ppm(self.backbone(x)))
        return F.interpolate(out, size=x.shape[-2:], mode="bilinear")


def build():
    return OrganNet()


class Mended(PyramidPooling):
    def make_stage(self, n_in, n_out, size):
        return nn.Sequential(
            nn.AdaptiveAvgPool2d(size),
            nn.Conv2d(n_in, n_out, 1, bias=False),
            nn.GroupNorm(8, n_out),
            nn.ReLU(inplace=True),
        )


def mended():
    return OrganNet(pooling=Mended)
