"""Landmark retrieval: no last ReLU, GeM pooling with a learned power, whitening, unit length."""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class GeM(nn.Module):
    def __init__(self, p=3.0):
        super().__init__()
        self.p = nn.Parameter(torch.tensor(p))

    def forward(self, x):
        return x.pow(self.p).mean(dim=(2, 3)).pow(1.0 / self.p)  # FAULT


class Retrieval(nn.Module):
    def __init__(self, pool=GeM, dim=128):
        super().__init__()
        net = ResNet(BasicBlock, [1, 1, 1, 1])
        self.trunk = nn.Sequential(
            net.conv1, net.bn1, net.relu, net.maxpool, net.layer1, net.layer2, net.layer3
        )
        self.last = nn.Sequential(nn.Conv2d(256, 256, 3, padding=1, bias=False), nn.BatchNorm2d(256))
        self.pool = pool()
        self.whiten = nn.Linear(256, dim)

    def forward(self, x):
        x = self.last(self.trunk(x))
        return F.normalize(self.whiten(self.pool(x)), dim=-1)


def build():
    return Retrieval()


class Mended(GeM):
    def forward(self, x):
        return x.clamp(min=1e-6).pow(self.p).mean(dim=(2, 3)).pow(1.0 / self.p)


def mended():
    return Retrieval(Mended)
