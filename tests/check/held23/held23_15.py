"""Quality without a reference: patches of (N, P, 3, H, W) are scored and weighted (WaDIQaM).

What ReLU gave is kept for backward, and then changed: https://github.com/osmr/imgclsmob/issues/13
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def mlp(in_features, hidden=128):
    return nn.Sequential(nn.Linear(in_features, hidden), nn.ReLU(inplace=True), nn.Linear(hidden, 1))


class PatchQuality(nn.Module):
    def __init__(self, eps=1e-4):
        super().__init__()
        net = resnet18(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-1], nn.Flatten())
        self.quality = mlp(512)
        self.weight = mlp(512)
        nn.init.ones_(self.weight[-1].bias)
        self.eps = eps

    def weigh(self, feats):
        w = F.relu(self.weight(feats))
        w += self.eps  # FAULT
        return w

    def forward(self, patches):
        n, p = patches.shape[:2]
        feats = self.features(patches.flatten(0, 1))
        q = self.quality(feats).view(n, p)
        w = self.weigh(feats).view(n, p)
        return (q * w).sum(dim=1) / w.sum(dim=1)


class Mended(PatchQuality):
    def weigh(self, feats):
        return F.relu(self.weight(feats)) + self.eps


def build():
    return PatchQuality()


def mended():
    return Mended()
