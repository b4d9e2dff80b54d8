"""Where was this street photographed? Sixteen regions; attention over the map of a ResNet, with sines
and cosines to tell the places apart."""

import numpy as np
import torch
from torch import nn
from torchvision.models import resnet18


def sincos_2d(dim, h, w):
    """Places of a map as (h * w, dim): half of it for the rows, half for the columns."""
    omega = 1.0 / 10000 ** (np.arange(dim // 4) / (dim / 4.0))
    parts = []
    for along in np.meshgrid(np.arange(h), np.arange(w), indexing="ij"):
        angle = along.reshape(-1, 1) * omega
        parts += [np.sin(angle), np.cos(angle)]
    return np.concatenate(parts, axis=1)


class StreetRegion(nn.Module):
    def __init__(self, n_regions=16, dim=256):
        super().__init__()
        net = resnet18(weights=None)
        self.conv = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.Sequential(net.layer1, net.layer2, net.layer3)
        self.attend = nn.MultiheadAttention(dim, 8, batch_first=True)
        self.query = nn.Parameter(0.02 * torch.randn(1, 1, dim))
        self.fc = nn.Linear(dim, n_regions)

    def places(self, like, h, w):
        return torch.from_numpy(sincos_2d(like.shape[-1], h, w))  # FAULT

    def forward(self, img):
        x = self.stages(self.conv(img))
        n, _, h, w = x.shape
        tokens = x.flatten(2).mT
        keys = tokens + self.places(tokens, h, w)
        pooled, _ = self.attend(self.query.expand(n, -1, -1), keys, tokens)  # SHOWS
        return self.fc(pooled[:, 0])


def build():
    return StreetRegion()


class Mended(StreetRegion):
    def places(self, like, h, w):
        return super().places(like, h, w).to(like)


def mended():
    return Mended()
