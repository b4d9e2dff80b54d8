"""Landmark retrieval: GeM pooling with a learned exponent, whitening, unit length."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class GeM(nn.Module):
    def __init__(self, p=3.0, eps=1e-6):
        super().__init__()
        self.p = nn.Parameter(torch.full((1,), p))
        self.eps = eps

    def forward(self, x):
        x = x.clamp(min=self.eps).pow(self.p)
        return x.mean(dim=(2, 3), keepdim=True).pow(1.0 / self.p)


class RetrievalNet(nn.Module):
    def __init__(self, dim=256):
        super().__init__()
        self.trunk = resnet18(weights=None)
        self.trunk.avgpool = GeM()
        self.trunk.fc = nn.Identity()
        self.whiten = nn.Linear(512, dim, bias=False)

    def forward(self, x):
        f = F.normalize(self.trunk(x), dim=1)
        return F.normalize(self.whiten(f), dim=1)


def build():
    return RetrievalNet()
