"""One-stage detector: the same two heads run over every level of a pyramid; returns a dict of lists."""

from collections import OrderedDict

import torch
import torch.nn as nn
from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.ops import FeaturePyramidNetwork


def subnet(ch, out):
    layers = []
    for _ in range(2):
        layers += [nn.Conv2d(ch, ch, 3, padding=1), nn.GroupNorm(8, ch), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, nn.Conv2d(ch, out, 3, padding=1))


class MiniRetina(nn.Module):
    def __init__(self, num_classes=4, anchors=3, ch=64):
        super().__init__()
        self.body = IntermediateLayerGetter(resnet18(weights=None), {"layer3": "p4", "layer4": "p5"})
        self.fpn = FeaturePyramidNetwork([256, 512], ch)
        self.num_classes = num_classes
        self.cls_head = subnet(ch, anchors * num_classes)
        self.box_head = subnet(ch, anchors * 4)
        self.scales = nn.ParameterList([nn.Parameter(torch.ones(1)) for _ in range(2)])

    def flat(self, x, k):
        n, _, h, w = x.shape
        return x.view(n, -1, k, h, w).permute(0, 3, 4, 1, 2).reshape(n, -1, k)

    def forward(self, images):
        levels = self.fpn(OrderedDict(self.body(images))).values()
        classes, boxes = [], []
        for scale, level in zip(self.scales, levels):
            classes.append(self.flat(self.cls_head(level), self.num_classes))
            boxes.append(self.flat(self.box_head(level) * scale, 4))
        return {"classes": classes, "boxes": boxes}


def build():
    return MiniRetina()
