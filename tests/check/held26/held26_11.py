"""Multiple instances: a bag of K patches (N, K, 3, H, W) and gated attention over the patches.

A softmax over the wrong dimension: https://github.com/catalyst-team/catalyst/pull/285
"""

from dataclasses import asdict, dataclass

import torch
import torch.nn as nn
from torchvision.models import resnet18


@dataclass
class PoolConfig:
    hidden: int = 64
    dim: int = -1  # FAULT


class GatedAttention(nn.Module):
    def __init__(self, in_features, hidden=64, dim=1):
        super().__init__()
        self.value = nn.Linear(in_features, hidden)
        self.gate = nn.Linear(in_features, hidden)
        self.score = nn.Linear(hidden, 1, bias=False)
        self.normalise = nn.Softmax(dim=dim)  # FAULT

    def forward(self, h):
        scores = self.score(torch.tanh(self.value(h)) * torch.sigmoid(self.gate(h)))
        weights = self.normalise(scores)  # FAULT
        return (weights * h).sum(dim=1)


class BagEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = resnet18(weights=None)
        self.out_features = self.net.fc.in_features
        self.net.fc = nn.Identity()

    def forward(self, bags):
        return self.net(bags.flatten(0, 1)).unflatten(0, bags.shape[:2])


class SlideClassifier(nn.Module):
    def __init__(self, pool, num_classes=2):
        super().__init__()
        self.encoder = BagEncoder()
        self.pool = GatedAttention(self.encoder.out_features, **asdict(pool))
        self.classifier = nn.Linear(self.encoder.out_features, num_classes)

    def forward(self, bags):
        return self.classifier(self.pool(self.encoder(bags)))


def build():
    return SlideClassifier(PoolConfig())


def mended():
    return SlideClassifier(PoolConfig(dim=1))
