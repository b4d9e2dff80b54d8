"""Lanes on roads: BiSeNet, whose context path is brought back to the size of the spatial path."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def cbr(cin, cout, k=3, s=1):
    return nn.Sequential(
        nn.Conv2d(cin, cout, k, s, k // 2, bias=False), nn.BatchNorm2d(cout), nn.ReLU(inplace=True)
    )


class Context(nn.Module):
    def __init__(self, out=64):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.layer2, self.layer3 = net.layer2, net.layer3
        self.arm2, self.arm3 = cbr(128, out), cbr(256, out)

    def to_size(self, x, like):
        _, _, h, w = like.shape
        return F.interpolate(x, size=(w, h), mode="bilinear", align_corners=True)  # FAULT

    def forward(self, x):
        f2 = self.layer2(self.stem(x))
        f3 = self.layer3(f2)
        y = self.arm3(f3)
        y = self.to_size(y, f2)
        return self.arm2(f2) + y  # SHOWS


class BiSeNet(nn.Module):
    def __init__(self, n_classes=4, context=Context):
        super().__init__()
        self.spatial = nn.Sequential(cbr(3, 32, 7, 2), cbr(32, 32, 3, 2), cbr(32, 64, 3, 2))
        self.context = context()
        self.fuse = cbr(128, 64, 1)
        self.out = nn.Conv2d(64, n_classes, 1)

    def forward(self, x):
        y = self.fuse(torch.cat([self.spatial(x), self.context(x)], dim=1))
        return F.interpolate(self.out(y), size=x.shape[2:], mode="bilinear", align_corners=True)


def build():
    return BiSeNet()


class Mended(Context):
    def to_size(self, x, like):
        _, _, h, w = like.shape
        return F.interpolate(x, size=(h, w), mode="bilinear", align_corners=True)


def mended():
    return BiSeNet(context=Mended)
