"""A residual network with squeeze and excitation, for small pictures of cells."""

import torch.nn as nn
import torch.nn.functional as F


class SELayer(nn.Module):
    def __init__(self, channel, reduction=4):
        super(SELayer, self).__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = self.make(channel, reduction)

    def make(self, channel, reduction):
        return nn.Sequential(
            nn.Linear(channel, channel / reduction, bias=False),  # FAULT
            nn.ReLU(inplace=True),
            nn.Linear(channel // reduction, channel, bias=False),
            nn.Sigmoid(),
        )

    def forward(self, x):
        b, c, _, _ = x.size()
        y = self.fc(self.pool(x).view(b, c)).view(b, c, 1, 1)
        return x * y.expand_as(x)


class SEBlock(nn.Module):
    def __init__(self, planes, stride, in_planes, se):
        super(SEBlock, self).__init__()
        self.conv1 = nn.Conv2d(in_planes, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.se = se(planes)
        self.down = nn.Conv2d(in_planes, planes, 1, stride, bias=False)

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.se(self.bn2(self.conv2(out)))
        return F.relu(out + self.down(x))


class SEResNet(nn.Module):
    def __init__(self, num_classes=7, se=SELayer):
        super(SEResNet, self).__init__()
        self.layer1 = SEBlock(16, 1, 3, se)
        self.layer2 = SEBlock(32, 2, 16, se)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(32, num_classes)

    def forward(self, x):
        x = self.layer2(self.layer1(x))
        return self.fc(self.avgpool(x).flatten(1))


def build():
    return SEResNet()


class Mended(SELayer):
    def make(self, channel, reduction):
        return nn.Sequential(
            nn.Linear(channel, channel // reduction, bias=False),
            nn.ReLU(inplace=True),
            nn.Linear(channel // reduction, channel, bias=False),
            nn.Sigmoid(),
        )


def mended():
    return SEResNet(se=Mended)
