"""Temporal segment network: frames are folded into the batch, scores are averaged over time."""

import torch.nn as nn
from torchvision.models import resnet18


class Consensus(nn.Module):
    """(B * T, classes) -> (B, classes)"""

    def forward(self, scores, segments):
        scores = scores.view(segments, -1, scores.shape[-1])  # FAULT
        return scores.mean(dim=0)  # FAULT


class TSN(nn.Module):
    def __init__(self, num_classes=51, consensus=None):
        super().__init__()
        self.base_model = resnet18(weights=None)
        self.base_model.fc = nn.Linear(self.base_model.fc.in_features, num_classes)
        self.consensus = consensus or Consensus()

    def forward(self, x):
        b, t, c, h, w = x.shape
        scores = self.base_model(x.view(b * t, c, h, w))
        return self.consensus(scores, t)


def build():
    return TSN()


class MendedConsensus(nn.Module):
    def forward(self, scores, segments):
        return scores.view(-1, segments, scores.shape[-1]).mean(dim=1)


def mended():
    return TSN(consensus=MendedConsensus())
