"""Face verification: an embedding of unit length after the BN-neck of re-identification.

A BatchNorm1d met four dimensions: https://github.com/andreasveit/convnet-aig/issues/1
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


class FaceEmbedder(nn.Module):
    """`features` keeps everything of the ResNet up to its global pooling."""

    def __init__(self, embedding_size=128):
        super().__init__()
        net = resnet34(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-1])  # FAULT
        self.bnneck = nn.BatchNorm1d(net.fc.in_features)
        self.bnneck.bias.requires_grad_(False)  # as in "bag of tricks"
        self.embed = nn.Linear(net.fc.in_features, embedding_size, bias=False)

    def pool(self, x):
        return self.features(x)  # FAULT

    def forward(self, x):
        x = self.pool(x)
        x = self.bnneck(x)  # FAULT
        x = self.embed(x)
        return F.normalize(x, dim=1)


class Flat(FaceEmbedder):
    def pool(self, x):
        return self.features(x).flatten(1)


def build():
    return FaceEmbedder()


def mended():
    return Flat()
