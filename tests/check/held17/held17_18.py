"""Product retrieval, fine-tuned from end to end with a triplet loss; the base class came from a script
that wrote features to disk."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class FeatureExtractor(nn.Module):
    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.backbone = nn.Sequential(*list(net.children())[:-2])
        self.p = nn.Parameter(torch.tensor(3.0))

    @torch.no_grad()  # FAULT
    def extract(self, images):
        return self.backbone(images)

    def pool(self, maps):
        """GeM."""
        powers = maps.clamp(min=1e-6).pow(self.p)
        return powers.mean(dim=(-2, -1)).pow(1.0 / self.p)


class RetrievalNet(FeatureExtractor):
    def __init__(self, dim=128):
        super().__init__()
        self.whiten = nn.Linear(512, dim)

    def param_groups(self, lr):
        return [
            {"params": self.backbone.parameters(), "lr": lr * 0.1},
            {"params": [self.p, *self.whiten.parameters()], "lr": lr},
        ]

    def forward(self, images):
        return F.normalize(self.whiten(self.pool(self.extract(images))), dim=-1)


class TunedRetrievalNet(RetrievalNet):
    def extract(self, images):
        return self.backbone(images)


def build():
    return RetrievalNet()


def mended():
    return TunedRetrievalNet()
