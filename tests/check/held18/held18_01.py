"""Image retrieval: GeM pooling on a ResNet, a whitening layer and unit descriptors."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import models

CONFIG = {
    "arch": "resnet50",
    "feat_dim": 512,  # FAULT
    "embed_dim": 128,
    "gem_p": 3.0,
}


class GeM(nn.Module):
    def __init__(self, p=3.0, eps=1e-6):
        super().__init__()
        self.p = nn.Parameter(torch.ones(1) * p)
        self.eps = eps

    def forward(self, x):
        x = x.clamp(min=self.eps).pow(self.p)
        return F.adaptive_avg_pool2d(x, 1).pow(1.0 / self.p)


class RetrievalNet(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        base = getattr(models, cfg["arch"])(weights=None)
        self.backbone = nn.Sequential(*list(base.children())[:-2])
        self.pool = GeM(p=cfg["gem_p"])
        self.whiten = nn.Linear(cfg["feat_dim"], cfg["embed_dim"])  # FAULT

    def extract(self, x):
        return self.pool(self.backbone(x)).flatten(1)

    def forward(self, x):
        feats = self.extract(x)
        return F.normalize(self.whiten(feats), dim=1)  # SHOWS


def build():
    return RetrievalNet(CONFIG)


def mended():
    return RetrievalNet({**CONFIG, "feat_dim": 2048})
