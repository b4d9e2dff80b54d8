"""Metric learning: unit vectors, to be trained with a triplet loss and searched by cosine.

Told of another project in https://github.com/rixwew/pytorch-fm/issues/21
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class Embedder(nn.Module):
    def __init__(self, dim=128, p=0.3):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.fc = nn.Linear(512, 256)
        self.embed = nn.Linear(256, dim)
        self.p = p

    def drop(self, x):
        return F.dropout(x, self.p)  # FAULT

    def forward(self, x):
        x = F.relu(self.backbone(x))
        x = self.embed(self.drop(x))
        return F.normalize(x, dim=1)


def build():
    return Embedder()


class Mended(Embedder):
    def drop(self, x):
        return F.dropout(x, self.p, training=self.training)


def mended():
    return Mended()
