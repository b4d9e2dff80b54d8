"""Parcels on a belt: an anchor-free detector, one head for all levels, with a scale for each of them."""

import math

import torch
import torch.nn as nn
from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.ops import FeaturePyramidNetwork
from torchvision.ops.feature_pyramid_network import LastLevelP6P7


class Scale(nn.Module):
    def __init__(self, init=1.0):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(init))

    def forward(self, x):
        return x * self.scale


def tower(channels, depth):
    layers = []
    for _ in range(depth):
        layers += [
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            nn.GroupNorm(8, channels),
            nn.ReLU(),
        ]
    return nn.Sequential(*layers)


class SharedHead(nn.Module):
    def __init__(self, channels, num_classes, num_levels, prior=0.01):
        super().__init__()
        self.cls_tower = tower(channels, 2)
        self.box_tower = tower(channels, 2)
        self.logits = nn.Conv2d(channels, num_classes, 3, padding=1)
        self.boxes = nn.Conv2d(channels, 4, 3, padding=1)
        self.centerness = nn.Conv2d(channels, 1, 3, padding=1)
        self.scales = nn.ModuleList(Scale() for _ in range(num_levels))
        nn.init.constant_(self.logits.bias, -math.log((1 - prior) / prior))

    def forward(self, features):
        outputs = []
        for feature, scale in zip(features, self.scales):
            box = self.box_tower(feature)
            outputs.append(
                {
                    "logits": self.logits(self.cls_tower(feature)),
                    "ltrb": torch.exp(scale(self.boxes(box)).clamp(max=8)),
                    "centerness": self.centerness(box),
                }
            )
        return outputs


class ParcelDetector(nn.Module):
    def __init__(self, num_classes=5, channels=64):
        super().__init__()
        returned = {"layer2": "p3", "layer3": "p4", "layer4": "p5"}
        self.body = IntermediateLayerGetter(resnet18(weights=None), returned)
        self.fpn = FeaturePyramidNetwork([128, 256, 512], channels, LastLevelP6P7(channels, channels))
        self.head = SharedHead(channels, num_classes, num_levels=5)

    def forward(self, x):
        return self.head(list(self.fpn(self.body(x)).values()))


def build():
    return ParcelDetector()
