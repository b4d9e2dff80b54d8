"""ResNet-18 with an embedded Gaussian non-local block behind its third stage."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class NonLocalBlock(nn.Module):
    def __init__(self, in_channels, inner=None):  # FAULT
        self.inner = inner or in_channels // 2
        self.theta = nn.Conv2d(in_channels, self.inner, 1)  # FAULT
        self.phi = nn.Conv2d(in_channels, self.inner, 1)
        self.g = nn.Conv2d(in_channels, self.inner, 1)
        self.out = nn.Conv2d(self.inner, in_channels, 1)

    def forward(self, x):
        n, _, h, w = x.shape
        theta = self.theta(x).flatten(2).transpose(1, 2)
        phi = self.phi(x).flatten(2)
        g = self.g(x).flatten(2).transpose(1, 2)
        weights = torch.softmax(theta @ phi / self.inner**0.5, dim=-1)
        y = (weights @ g).transpose(1, 2).reshape(n, self.inner, h, w)
        return x + self.out(y)


class NonLocalResNet(nn.Module):
    def __init__(self, num_classes=200, block=NonLocalBlock):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.early = nn.Sequential(net.layer1, net.layer2, net.layer3)
        self.non_local = block(256)
        self.late = net.layer4
        self.pool = net.avgpool
        self.fc = nn.Linear(512, num_classes)

    def forward(self, x):
        x = self.non_local(self.early(self.stem(x)))
        return self.fc(self.pool(self.late(x)).flatten(1))


def build():
    return NonLocalResNet()


class Mended(NonLocalBlock):
    def __init__(self, in_channels, inner=None):
        nn.Module.__init__(self)
        super().__init__(in_channels, inner)


def mended():
    return NonLocalResNet(block=Mended)
