"""Depth from one photograph: a ResNet-18 and refinement with residual convolution units."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class ResidualConvUnit(nn.Module):
    def __init__(self, features):
        super().__init__()
        self.conv1 = nn.Conv2d(features, features, 3, padding=1)
        self.conv2 = nn.Conv2d(features, features, 3, padding=1)
        self.relu = nn.ReLU(inplace=True)  # FAULT

    def forward(self, x):
        out = self.relu(x)
        out = self.conv1(out)
        out = self.relu(out)
        out = self.conv2(out)
        return out + x


class FeatureFusion(nn.Module):
    def __init__(self, features, unit):
        super().__init__()
        self.unit1 = unit(features)
        self.unit2 = unit(features)

    def forward(self, path, skip=None):
        if skip is not None:
            path = F.interpolate(path, size=skip.shape[-2:], mode="bilinear", align_corners=True)
            path = path + self.unit1(skip)
        return self.unit2(path)


class TopFusion(nn.Module):
    def __init__(self, features, unit):
        super().__init__()
        self.unit2 = unit(features)

    def forward(self, path):
        return self.unit2(path)


class DepthNet(nn.Module):
    def __init__(self, features=64, unit=ResidualConvUnit):
        super().__init__()
        net = resnet18(weights=None)
        self.layer1 = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.layer2, self.layer3, self.layer4 = net.layer2, net.layer3, net.layer4
        self.rn = nn.ModuleList(
            nn.Conv2d(c, features, 3, padding=1, bias=False) for c in (64, 128, 256, 512)
        )
        self.refine4 = TopFusion(features, unit)
        self.refine3 = FeatureFusion(features, unit)
        self.refine2 = FeatureFusion(features, unit)
        self.refine1 = FeatureFusion(features, unit)
        self.output = nn.Sequential(
            nn.Conv2d(features, 32, 3, padding=1), nn.LeakyReLU(0.1), nn.Conv2d(32, 1, 1)
        )

    def forward(self, x):
        c1 = self.layer1(x)
        c2 = self.layer2(c1)
        c3 = self.layer3(c2)
        c4 = self.layer4(c3)
        r1, r2, r3, r4 = (rn(c) for rn, c in zip(self.rn, (c1, c2, c3, c4)))
        path = self.refine4(r4)
        path = self.refine3(path, r3)
        path = self.refine2(path, r2)
        path = self.refine1(path, r1)
        depth = self.output(path)
        return F.interpolate(depth, size=x.shape[-2:], mode="bilinear", align_corners=True)


def build():
    return DepthNet()


class MendedUnit(ResidualConvUnit):
    def __init__(self, features):
        super().__init__(features)
        self.relu = nn.ReLU(inplace=False)


def mended():
    return DepthNet(unit=MendedUnit)
