"""Retrieval of landmarks: GeM pooling and whitening on the features of a ResNet.

A module that does not call its parent: https://github.com/Genentech/gReLU/issues/188
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet50


class GeM(nn.Module):
    """Generalised mean: an average for p = 1, the maximum for a large p."""

    def __init__(self, p=3.0, eps=1e-6):  # FAULT
        self.eps = eps
        self.p = nn.Parameter(torch.ones(1) * p)  # FAULT

    def forward(self, x):
        x = x.clamp(min=self.eps).pow(self.p)
        return F.adaptive_avg_pool2d(x, 1).pow(1.0 / self.p)

    def extra_repr(self):
        return f"p={self.p.item():.2f}, eps={self.eps}"


class RetrievalNet(nn.Module):
    def __init__(self, pool, dim=256):
        super().__init__()
        net = resnet50(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-2])
        self.pool = pool
        self.whiten = nn.Linear(2048, dim)

    def forward(self, x):
        x = self.pool(self.features(x)).flatten(1)
        return F.normalize(self.whiten(F.normalize(x, dim=1)), dim=1)


class Mended(GeM):
    def __init__(self, p=3.0, eps=1e-6):
        nn.Module.__init__(self)
        self.eps = eps
        self.p = nn.Parameter(torch.ones(1) * p)


def build():
    return RetrievalNet(GeM())


def mended():
    return RetrievalNet(Mended())
