"""Backbone of a detector: a feature pyramid on ResNet-18.

mmdetection had it too: https://github.com/open-mmlab/mmdetection/pull/2157
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter


class PyramidBackbone(nn.Module):
    def __init__(self, out_channels=64):
        super().__init__()
        self.body = IntermediateLayerGetter(
            resnet18(weights=None), return_layers={"layer2": "c3", "layer3": "c4", "layer4": "c5"}
        )
        self.lateral = nn.ModuleList([nn.Conv2d(ch, out_channels, 1) for ch in (128, 256, 512)])
        self.smooth = nn.ModuleList(
            [nn.Conv2d(out_channels, out_channels, 3, padding=1) for _ in range(3)]
        )

    def top_down(self, coarse, fine):
        return fine + F.interpolate(coarse, scale_factor=2, mode="nearest")  # FAULT

    def forward(self, x):
        feats = self.body(x)
        c3, c4, c5 = [conv(feats[k]) for conv, k in zip(self.lateral, ("c3", "c4", "c5"))]
        p5 = c5
        p4 = self.top_down(p5, c4)
        p3 = self.top_down(p4, c3)
        return tuple(conv(p) for conv, p in zip(self.smooth, (p3, p4, p5)))


def build():
    return PyramidBackbone()


class Mended(PyramidBackbone):
    def top_down(self, coarse, fine):
        return fine + F.interpolate(coarse, size=fine.shape[-2:], mode="nearest")


def mended():
    return Mended()
