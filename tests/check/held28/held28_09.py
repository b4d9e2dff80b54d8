"""Slides as bags of patches: gated attention says how much each patch of its bag counts."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class AttentionMIL(nn.Module):
    def __init__(self, num_classes=2, dim=128, hidden=64):
        super().__init__()
        backbone = resnet18(weights=None)
        backbone.fc = nn.Sequential(nn.Linear(512, dim), nn.ReLU(inplace=True))
        self.backbone = backbone
        self.tanh_gate = nn.Sequential(nn.Linear(dim, hidden), nn.Tanh())
        self.sigm_gate = nn.Sequential(nn.Linear(dim, hidden), nn.Sigmoid())
        self.score = nn.Linear(hidden, 1, bias=False)
        self.classifier = nn.Linear(dim, num_classes)

    def forward(self, bags):
        n, k = bags.shape[:2]
        feats = self.backbone(bags.reshape(n * k, *bags.shape[2:])).reshape(n, k, -1)
        scores = self.score(self.tanh_gate(feats) * self.sigm_gate(feats))
        weights = torch.softmax(scores, dim=1)  # over the patches of a bag
        return self.classifier((weights * feats).sum(dim=1))


def build():
    return AttentionMIL()
