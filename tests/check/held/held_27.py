"""A small SE-ResNet. Others met the same with theirs:

https://github.com/CeLuigi/models-comparison.pytorch/issues/2
"""

import torch
import torch.nn as nn


class SELayer(nn.Module):
    def __init__(self, channel, reduction=8):
        super(SELayer, self).__init__()
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Sequential(
            nn.Linear(channel, channel // reduction),
            nn.ReLU(inplace=True),
            nn.Linear(channel // reduction, channel),
            nn.Sigmoid(),
        )

    def forward(self, x):
        b, c, _, _ = x.size()
        y = self.avg_pool(x).view(b, c)
        return self.fc(y).view(b, c, 1, 1)


class SEBlock(nn.Module):
    def __init__(self, inplanes, planes, stride=1):
        super(SEBlock, self).__init__()
        self.conv1 = nn.Conv2d(inplanes, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.se = SELayer(planes)
        self.short = nn.Sequential(
            nn.Conv2d(inplanes, planes, 1, stride, bias=False), nn.BatchNorm2d(planes)
        )

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        out *= self.se(out)  # FAULT
        return out + self.short(x)


class SENet(nn.Module):
    def __init__(self, block=SEBlock, num_classes=10):
        super(SENet, self).__init__()
        self.layer1 = block(3, 32)
        self.layer2 = block(32, 64, stride=2)
        self.layer3 = block(64, 128, stride=2)
        self.fc = nn.Linear(128, num_classes)

    def forward(self, x):
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.fc(torch.flatten(nn.functional.adaptive_avg_pool2d(x, 1), 1))


def build():
    return SENet()


class MendedBlock(SEBlock):
    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        return out * self.se(out) + self.short(x)


def mended():
    return SENet(MendedBlock)
