"""Landmark retrieval: descriptors by generalised mean pooling of a ResNet-18, whitened."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class GeM(nn.Module):
    def __init__(self, p=3.0):
        super().__init__()
        self.p = nn.Parameter(torch.ones(1) * p)

    def forward(self, x):
        return x.pow(self.p).mean(dim=(-2, -1)).pow(1.0 / self.p)  # FAULT

    def extra_repr(self):
        return f"p={self.p.item():.2f}"


class MendedGeM(GeM):
    eps = 1e-6

    def forward(self, x):
        return x.clamp(min=self.eps).pow(self.p).mean(dim=(-2, -1)).pow(1.0 / self.p)


class L2N(nn.Module):
    def forward(self, x):
        return F.normalize(x, p=2, dim=1)


class RetrievalNet(nn.Module):
    def __init__(self, dim=128, pool=GeM):
        super().__init__()
        net = resnet18(weights=None)
        self.features = nn.Sequential(
            *(net.conv1, net.bn1, net.relu, net.maxpool),
            *(net.layer1, net.layer2, net.layer3, net.layer4),
        )
        self.pool = pool()
        self.norm = L2N()
        self.whiten = nn.Linear(512, dim)

    def forward(self, x):
        descriptor = self.norm(self.pool(self.features(x)))
        return self.norm(self.whiten(descriptor))


def build():
    return RetrievalNet()


def mended():
    return RetrievalNet(pool=MendedGeM)
