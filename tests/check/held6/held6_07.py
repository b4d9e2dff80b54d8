"""Ships from above: a feature pyramid on a ResNet whose last stage is dilated, for a finer step.

All levels come out, from the finest to the coarsest.
"""

from collections import OrderedDict

import torch.nn.functional as F
from torch import nn
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.models.resnet import Bottleneck, ResNet


class Pyramid(nn.Module):
    def __init__(self, widths, out):
        super().__init__()
        self.lateral = nn.ModuleList(nn.Conv2d(width, out, 1) for width in widths)
        self.smooth = nn.ModuleList(nn.Conv2d(out, out, 3, padding=1) for _ in widths)

    def upsample(self, top, below):
        return F.interpolate(top, scale_factor=2, mode="nearest")  # FAULT

    def forward(self, features):
        levels = [conv(f) for conv, f in zip(self.lateral, features)]
        merged = [levels[-1]]
        for level in reversed(levels[:-1]):
            merged.insert(0, level + self.upsample(merged[0], level))  # SHOWS
        return [conv(m) for conv, m in zip(self.smooth, merged)]


class ShipDetector(nn.Module):
    def __init__(self, pyramid=Pyramid):
        super().__init__()
        resnet = ResNet(Bottleneck, [1, 1, 1, 1], replace_stride_with_dilation=[False, False, True])
        names = {"layer2": "c3", "layer3": "c4", "layer4": "c5"}
        self.body = IntermediateLayerGetter(resnet, names)
        self.fpn = pyramid([512, 1024, 2048], 64)
        self.score = nn.Conv2d(64, 1, 1)

    def forward(self, image):
        features = list(self.body(image).values())
        maps = self.fpn(features)
        return OrderedDict((f"p{i}", self.score(m)) for i, m in enumerate(maps, start=3))


def build():
    return ShipDetector()


class MendedPyramid(Pyramid):
    def upsample(self, top, below):
        return F.interpolate(top, size=below.shape[-2:], mode="nearest")


def mended():
    return ShipDetector(MendedPyramid)
