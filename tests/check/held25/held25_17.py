"""Depth from one image: a decoder of stages that each take what comes from below and a skip.

The mistake is met at https://github.com/leftthomas/SRGAN/issues/92
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class UpProject(nn.Module):
    def __init__(self, c_in, c_skip, c_out):
        super().__init__()
        self.conv = nn.Conv2d(c_in + c_skip, c_out, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(c_out)

    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=True)
        return F.relu(self.bn(self.conv(torch.cat([x, skip], dim=1))))


def make_stage(c_in, c_skip, c_out, drop=0.1):
    return nn.Sequential(UpProject(c_in, c_skip, c_out), nn.Dropout2d(drop))  # FAULT


class DepthNet(nn.Module):
    make_stage = staticmethod(make_stage)

    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.down = nn.ModuleList(
            [nn.Sequential(net.maxpool, net.layer1), net.layer2, net.layer3, net.layer4]
        )
        plan = [(512, 256, 128), (128, 128, 64), (64, 64, 64), (64, 64, 32)]
        self.up = nn.ModuleList([self.make_stage(*widths) for widths in plan])
        self.depth = nn.Conv2d(32, 1, 3, padding=1)

    def forward(self, x):
        features = [self.stem(x)]
        for stage in self.down:
            features.append(stage(features[-1]))
        y = features.pop()
        for stage in self.up:
            y = stage(y, features.pop())  # FAULT
        return F.softplus(self.depth(y))


def build():
    return DepthNet()


class Stage(nn.Module):
    def __init__(self, c_in, c_skip, c_out, drop=0.1):
        super().__init__()
        self.project = UpProject(c_in, c_skip, c_out)
        self.drop = nn.Dropout2d(drop)

    def forward(self, x, skip):
        return self.drop(self.project(x, skip))


class Mended(DepthNet):
    make_stage = Stage


def mended():
    return Mended()
