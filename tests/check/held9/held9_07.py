"""Re-identification with a BNNeck on a ResNet."""

import torch
from torch import nn
from torchvision.models import resnet18


class BNNeck(nn.Module):
    def __init__(self, dim=512, ids=30):
        super().__init__()
        self.bottleneck = self.norm(dim)
        self.classifier = nn.Linear(dim, ids, bias=False)

    def norm(self, dim):
        return nn.BatchNorm2d(dim)  # FAULT

    def forward(self, f):
        return self.classifier(self.bottleneck(f))  # SHOWS


class ReID(nn.Module):
    def __init__(self, neck=BNNeck):
        super().__init__()
        net = resnet18(weights=None)
        self.base = nn.Sequential(*list(net.children())[:-1])
        self.neck = neck()

    def forward(self, x):
        return self.neck(torch.flatten(self.base(x), 1))


def build():
    return ReID()


class Mended(BNNeck):
    def norm(self, dim):
        return nn.BatchNorm1d(dim)


def mended():
    return ReID(Mended)
