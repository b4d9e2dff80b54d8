"""A small ResNet for CIFAR, written from scratch.

After http://discuss.pytorch.org/t/in-place-operation-and-resnet/10724
"""

import torch.nn as nn
import torch.nn.functional as F


class Unit(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.conv_0 = nn.Conv2d(in_channels, channels, 3, stride, padding=1, bias=False)
        self.bn_0 = nn.BatchNorm2d(channels)
        self.conv_1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn_1 = nn.BatchNorm2d(channels)

    def forward(self, x):
        x = F.relu(self.bn_0(self.conv_0(x)), inplace=True)
        residual = self.bn_1(self.conv_1(x))
        x += residual  # FAULT
        return F.relu(x)


class MendedUnit(Unit):
    def forward(self, x):
        x = F.relu(self.bn_0(self.conv_0(x)), inplace=True)
        return F.relu(x + self.bn_1(self.conv_1(x)))


class CifarNet(nn.Module):
    def __init__(self, unit, widths=(16, 32, 64), depth=2, num_classes=10):
        super().__init__()
        stages, channels = [], 3
        for i, width in enumerate(widths):
            for j in range(depth):
                stride = 2 if i > 0 and j == 0 else 1
                stages.append(unit(channels, width, stride))
                channels = width
        self.stages = nn.Sequential(*stages)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(channels, num_classes)

    def forward(self, x):
        return self.fc(self.pool(self.stages(x)).flatten(1))


def build():
    return CifarNet(Unit)


def mended():
    return CifarNet(MendedUnit)
