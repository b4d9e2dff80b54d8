"""Landmark retrieval: a ResNet, generalized mean pooling, whitening and an L2-normalized descriptor."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import models

CONFIG = {
    "arch": "resnet50",
    "feature_dim": 512,  # FAULT
    "descriptor_dim": 256,
    "gem_p": 3.0,
}


class GeM(nn.Module):
    def __init__(self, p=3.0, eps=1e-6):
        super().__init__()
        self.p = nn.Parameter(torch.ones(1) * p)
        self.eps = eps

    def forward(self, x):
        x = x.clamp(min=self.eps).pow(self.p)
        return F.adaptive_avg_pool2d(x, 1).pow(1.0 / self.p).flatten(1)


class RetrievalNet(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        backbone = getattr(models, cfg["arch"])(weights=None)
        self.features = nn.Sequential(*list(backbone.children())[:-2])
        self.pool = GeM(cfg["gem_p"])
        self.whiten = nn.Linear(cfg["feature_dim"], cfg["descriptor_dim"])  # FAULT

    def forward(self, x):
        x = self.pool(self.features(x))
        x = self.whiten(F.normalize(x, dim=1))  # SHOWS
        return F.normalize(x, dim=1)


def build():
    return RetrievalNet(CONFIG)


def mended():
    return RetrievalNet({**CONFIG, "feature_dim": 2048})
