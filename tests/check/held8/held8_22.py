"""FCOS on a ResNet: one head for all levels, a scale for each; logits, boxes and centerness by level."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.ops import FeaturePyramidNetwork
from torchvision.ops.feature_pyramid_network import LastLevelMaxPool


class Scale(nn.Module):
    def __init__(self, value=1.0):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(value))

    def forward(self, x):
        return x * self.scale


class Head(nn.Module):
    def __init__(self, dim, classes, levels, depth=2):
        super().__init__()

        def tower():
            layers = []
            for _ in range(depth):
                layers += [
                    nn.Conv2d(dim, dim, 3, padding=1),
                    nn.GroupNorm(8, dim),
                    nn.ReLU(inplace=True),
                ]
            return nn.Sequential(*layers)

        self.cls_tower, self.box_tower = tower(), tower()
        self.cls = nn.Conv2d(dim, classes, 3, padding=1)
        self.box = nn.Conv2d(dim, 4, 3, padding=1)
        self.center = nn.Conv2d(dim, 1, 3, padding=1)
        self.scales = nn.ModuleList([Scale() for _ in range(levels)])
        nn.init.constant_(self.cls.bias, -4.6)

    def forward(self, maps):
        logits, boxes, centers = [], [], []
        for x, scale in zip(maps, self.scales):
            b = self.box_tower(x)
            logits.append(self.cls(self.cls_tower(x)))
            boxes.append(F.relu(scale(self.box(b)) + 1))
            centers.append(self.center(b))
        return {"logits": logits, "boxes": boxes, "centers": centers}


class FCOS(nn.Module):
    def __init__(self, classes=5, dim=32):
        super().__init__()
        self.body = IntermediateLayerGetter(
            resnet18(weights=None), {"layer2": "p3", "layer3": "p4", "layer4": "p5"}
        )
        self.fpn = FeaturePyramidNetwork([128, 256, 512], dim, extra_blocks=LastLevelMaxPool())
        self.head = Head(dim, classes, levels=4)

    def forward(self, images):
        return self.head(list(self.fpn(self.body(images)).values()))


def build():
    return FCOS()
