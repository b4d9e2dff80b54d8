"""Siamese verification: two photos, one distance. Backbone chosen by name.

After a change of the backbone: https://github.com/Dmmm1997/DenseUAV/issues/12
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision import models

BACKBONES = {"resnet18": models.resnet18, "resnet34": models.resnet34, "resnet50": models.resnet50}


def embedding_head(dim, features=512):
    return nn.Sequential(nn.Linear(features, 256), nn.ReLU(), nn.Linear(256, dim))


class Siamese(nn.Module):
    def __init__(self, arch="resnet50", dim=128):
        super().__init__()
        self.backbone = BACKBONES[arch](weights=None)
        self.backbone.fc = embedding_head(dim)  # FAULT

    def embed(self, x):
        return F.normalize(self.backbone(x), dim=1)  # SHOWS

    def forward(self, first, second):
        a, b = self.embed(first), self.embed(second)
        return F.pairwise_distance(a, b)


def build():
    return Siamese("resnet50")


def mended():
    net = Siamese("resnet50")
    net.backbone.fc = embedding_head(128, 2048)
    return net
