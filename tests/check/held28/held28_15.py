"""Faces: embeddings for nn.TripletMarginLoss, one class for what all embedders share, one for ours."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision import models


class Embedder(nn.Module):
    """What all embedders have."""

    def normalise(self, z):
        return F.normalize(z, p=2, dim=1)

    def count(self):
        return sum(p.numel() for p in self.parameters())


class FaceEmbedder(Embedder):
    def __init__(self, dim=128):  # FAULT
        backbone = models.resnet18(weights=None)
        self.features = nn.Sequential(*list(backbone.children())[:-1])  # FAULT
        self.project = nn.Linear(backbone.fc.in_features, dim)

    def embed(self, x):
        return self.normalise(self.project(self.features(x).flatten(1)))

    def forward(self, anchor, positive, negative):
        return self.embed(anchor), self.embed(positive), self.embed(negative)


def build():
    return FaceEmbedder()


class Mended(FaceEmbedder):
    def __init__(self, dim=128):
        nn.Module.__init__(self)
        super().__init__(dim)


def mended():
    return Mended()
