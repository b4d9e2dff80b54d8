"""Materials of surfaces: covariances of a few channels of a ResNet, whichever ResNet it is."""

import torch
from torch import nn
from torchvision import models


class CovariancePool(nn.Module):
    """Second moments of the channels, once they are brought down to `width`."""

    def __init__(self, width=24):
        super().__init__()
        self.width = width
        self.reduce = None

    def forward(self, x):
        if self.reduce is None:
            self.reduce = nn.Conv2d(x.shape[1], self.width, 1).to(x.device)  # FAULT
        x = self.reduce(x).flatten(2)
        x = x - x.mean(dim=2, keepdim=True)
        return torch.bmm(x, x.mT).div(x.shape[2]).flatten(1)


class MaterialNet(nn.Module):
    def __init__(self, arch="resnet18", num_classes=10, width=24):
        super().__init__()
        net = getattr(models, arch)(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-2])
        self.pool = self.make_pool(width, net.fc.in_features)
        self.fc = nn.Linear(width * width, num_classes)

    def make_pool(self, width, channels):
        return CovariancePool(width)

    def forward(self, x):
        return self.fc(self.pool(self.features(x)))


def build():
    return MaterialNet()


class Mended(MaterialNet):
    def make_pool(self, width, channels):
        pool = CovariancePool(width)
        pool.reduce = nn.Conv2d(channels, width, 1)
        return pool


def mended():
    return Mended()
