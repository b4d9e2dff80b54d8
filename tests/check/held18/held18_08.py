"""Linear probe: what a backbone knows, measured with a head alone; the backbone never leaves eval."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


class Probe(nn.Module):
    def __init__(self, num_classes=20):
        super().__init__()
        self.backbone = resnet34(weights=None)
        dim = self.backbone.fc.in_features
        self.backbone.fc = nn.Identity()
        self.backbone.requires_grad_(False)
        self.head = nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, num_classes))
        self.train()

    def train(self, mode=True):
        super().train(mode)
        self.backbone.eval()
        return self

    @torch.no_grad()
    def embed(self, x):
        both = self.backbone(x) + self.backbone(x.flip(-1))
        return F.normalize(both, dim=1)

    def forward(self, x):
        return self.head(self.embed(x))


def build():
    return Probe()
