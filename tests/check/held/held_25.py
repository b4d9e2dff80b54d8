"""ResNet for CIFAR-10 from scratch, after the paper (6n + 2 layers), but wider.

The error that it gives is asked about in https://github.com/GengDavid/pytorch-cpn/issues/45
"""

import torch.nn as nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    def __init__(self, in_planes, planes, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(in_planes, planes, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, kernel_size=3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.shortcut = nn.Sequential()
        if self.needs_projection(in_planes, planes, stride):
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_planes, planes, kernel_size=1, stride=stride, bias=False),
                nn.BatchNorm2d(planes),
            )

    def needs_projection(self, in_planes, planes, stride):
        return stride != 1  # FAULT

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += self.shortcut(x)  # SHOWS
        return F.relu(out)


class CifarResNet(nn.Module):
    def __init__(self, block=BasicBlock, n=2, num_classes=10):
        super().__init__()
        self.block = block
        self.in_planes = 16
        self.conv1 = nn.Conv2d(3, 16, kernel_size=3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        self.layer1 = self._make_layer(32, n, stride=1)
        self.layer2 = self._make_layer(64, n, stride=2)
        self.layer3 = self._make_layer(128, n, stride=2)
        self.linear = nn.Linear(128, num_classes)

    def _make_layer(self, planes, n, stride):
        layers = []
        for s in [stride] + [1] * (n - 1):
            layers.append(self.block(self.in_planes, planes, s))
            self.in_planes = planes
        return nn.Sequential(*layers)

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.layer3(self.layer2(self.layer1(out)))
        out = F.adaptive_avg_pool2d(out, 1).flatten(1)
        return self.linear(out)


def build():
    return CifarResNet()


class MendedBlock(BasicBlock):
    def needs_projection(self, in_planes, planes, stride):
        return stride != 1 or in_planes != planes


def mended():
    return CifarResNet(MendedBlock)
