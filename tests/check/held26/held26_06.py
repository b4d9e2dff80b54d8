"""Triplet network for product retrieval: a registry of backbones, an embedding, L2 norm."""

from dataclasses import dataclass

import torch.nn as nn
import torch.nn.functional as F
from torchvision import models

BACKBONES = {"r18": models.resnet18, "r34": models.resnet34, "r50": models.resnet50}


@dataclass
class RetrievalConfig:
    backbone: str = "r18"
    dim: int = 64
    dropout: float = 0.0


def create_backbone(name, **kwargs):
    net = BACKBONES[name](weights=None, **kwargs)
    net.fc = nn.Identity()  # FAULT
    return net


def make_embedding(in_features, dim, dropout):
    layers = [nn.Linear(in_features, dim, bias=False), nn.LayerNorm(dim)]
    if dropout > 0:
        layers.insert(0, nn.Dropout(dropout))
    return nn.Sequential(*layers)


class TripletNet(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.backbone = create_backbone(cfg.backbone)
        self.embedding = make_embedding(self.backbone.fc.in_features, cfg.dim, cfg.dropout)  # FAULT

    def embed(self, x):
        return F.normalize(self.embedding(self.backbone(x)), dim=1)

    def forward(self, anchor, positive, negative):
        return self.embed(anchor), self.embed(positive), self.embed(negative)


def build():
    return TripletNet(RetrievalConfig())


class Mended(TripletNet):
    def __init__(self, cfg):
        nn.Module.__init__(self)
        self.backbone = BACKBONES[cfg.backbone](weights=None)
        in_features = self.backbone.fc.in_features
        self.backbone.fc = nn.Identity()
        self.embedding = make_embedding(in_features, cfg.dim, cfg.dropout)


def mended():
    return Mended(RetrievalConfig())
