"""Panoptic-style semantic branch: a feature pyramid on ResNet-18, levels summed at the finest."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter


class FeaturePyramid(nn.Module):
    def __init__(self, in_channels, width=128):
        super().__init__()
        self.laterals = nn.ModuleList([nn.Conv2d(c, width, 1) for c in in_channels])
        self.smooths = nn.ModuleList([nn.Conv2d(width, width, 3, padding=1) for _ in in_channels])

    def forward(self, maps):
        levels = []
        for lateral, feature in zip(self.laterals, maps, strict=True):  # FAULT
            levels.append(lateral(feature))  # SHOWS
        for i in range(len(levels) - 1, 0, -1):
            up = F.interpolate(levels[i], size=levels[i - 1].shape[-2:], mode="nearest")
            levels[i - 1] = levels[i - 1] + up
        return [smooth(level) for smooth, level in zip(self.smooths, levels, strict=True)]


class SemanticFPN(nn.Module):
    def __init__(self, num_classes=19):
        super().__init__()
        wanted = {"layer1": "c2", "layer2": "c3", "layer3": "c4", "layer4": "c5"}
        self.body = IntermediateLayerGetter(resnet18(weights=None), return_layers=wanted)
        self.fpn = FeaturePyramid([64, 128, 256, 512])
        self.classifier = nn.Conv2d(128, num_classes, 1)

    def forward(self, x):
        size = x.shape[-2:]
        levels = self.fpn(self.body(x))  # FAULT
        finest = levels[0].shape[-2:]
        total = sum(F.interpolate(level, size=finest, mode="nearest") for level in levels)
        logits = self.classifier(F.relu(total))
        return F.interpolate(logits, size=size, mode="bilinear", align_corners=False)


def build():
    return SemanticFPN()


class Mended(FeaturePyramid):
    def forward(self, maps):
        return super().forward(maps.values())


def mended():
    net = SemanticFPN()
    net.fpn = Mended([64, 128, 256, 512])
    return net
