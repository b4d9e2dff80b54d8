"""Landmark retrieval: generalised mean pooling, whitening, and descriptors of length one.

The mistake is met at https://github.com/davidberenstein1957/fast-sentence-transformers/issues/3
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


def gem(x, p, eps=1e-6):
    return F.adaptive_avg_pool2d(x.clamp(min=eps).pow(p), 1).pow(1.0 / p).flatten(1)


def l2n(x, eps=1e-6):
    return x / (torch.norm(x, p=2, dim=1) + eps)  # FAULT


class Descriptor(nn.Module):
    normalise = staticmethod(l2n)

    def __init__(self, dim=256):
        super().__init__()
        net = resnet34(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-2])
        self.p = nn.Parameter(torch.full((1,), 3.0))
        self.whiten = nn.Linear(512, dim)

    def forward(self, x):
        pooled = gem(self.features(x), self.p)
        return self.normalise(self.whiten(pooled))


def build():
    return Descriptor()


class Mended(Descriptor):
    @staticmethod
    def normalise(x, eps=1e-6):
        return x / (torch.norm(x, p=2, dim=1, keepdim=True) + eps)


def mended():
    return Mended()
