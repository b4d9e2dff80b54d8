"""Clothes: one ResNet, and a head for each attribute of the shop. Returns a dict of scores."""

import torch.nn as nn
from torchvision import models

ATTRIBUTES = {"category": 14, "colour": 11, "sleeve": 4, "season": 4}


class FashionNet(nn.Module):
    def __init__(self, attributes=ATTRIBUTES):
        super().__init__()
        self.base = models.resnet18(weights=None)
        width = self.base.fc.in_features
        self.base.fc = nn.Identity()
        self.heads = self.make_heads(width, attributes)

    def make_heads(self, width, attributes):
        return {name: nn.Linear(width, size) for name, size in attributes.items()}  # FAULT

    def forward(self, image):
        features = self.base(image)
        return {name: head(features) for name, head in self.heads.items()}


def build():
    return FashionNet()


class Mended(FashionNet):
    def make_heads(self, width, attributes):
        return nn.ModuleDict(super().make_heads(width, attributes))


def mended():
    return Mended()
