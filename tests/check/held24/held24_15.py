"""Transformer on the places of a feature map, with a convolution that tells them where they are.

After https://github.com/IBM/TabFormer/pull/14 and https://github.com/om-ai-lab/OmDet/issues/19
"""

import torch.nn as nn
from torchvision.models import resnet18


class PlaceEncoder(nn.Module):
    def __init__(self, dim, heads, depth, **options):
        super().__init__()
        self.where = nn.Conv2d(dim, dim, 3, padding=1, groups=dim)
        layer = nn.TransformerEncoderLayer(dim, heads, 2 * dim, dropout=0.1, **options)  # FAULT
        self.encoder = nn.TransformerEncoder(layer, depth, enable_nested_tensor=False)

    def forward(self, x):
        x = x + self.where(x)
        tokens = x.flatten(2).transpose(1, 2)  # FAULT
        return self.encoder(tokens).mean(dim=1)


class HybridClassifier(nn.Module):
    def __init__(self, dim=64, num_classes=20, **options):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(*list(net.children())[:7])
        self.project = nn.Conv2d(256, dim, 1)
        self.places = PlaceEncoder(dim, heads=4, depth=2, **options)
        self.head = nn.Linear(dim, num_classes)

    def forward(self, x):
        return self.head(self.places(self.project(self.stem(x))))


def build():
    return HybridClassifier()


def mended():
    return HybridClassifier(batch_first=True)
