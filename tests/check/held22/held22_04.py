"""One-stage detector: classes and boxes for each of nine anchors, at two strides of a ResNet-34."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


def tower(channels, out_channels, depth=2):
    layers = []
    for _ in range(depth):
        layers += [nn.Conv2d(channels, channels, 3, padding=1), nn.ReLU(inplace=True)]
    layers.append(nn.Conv2d(channels, out_channels, 3, padding=1))
    return nn.Sequential(*layers)


class AnchorDetector(nn.Module):
    def __init__(self, num_classes=20, num_anchors=9, width=64):
        super().__init__()
        net = resnet34(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.stride8, self.stride16 = net.layer2, net.layer3
        self.lateral8 = nn.Conv2d(128, width, 1)
        self.lateral16 = nn.Conv2d(256, width, 1)
        self.num_classes = num_classes
        self.classes = tower(width, num_anchors * num_classes)
        self.boxes = tower(width, num_anchors * 4)

    @staticmethod
    def per_anchor(maps, size):
        """(N, anchors * size, H, W) to (N, H * W * anchors, size)."""
        return maps.permute(0, 2, 3, 1).view(maps.shape[0], -1, size)  # FAULT

    def forward(self, x):
        c3 = self.stride8(self.stem(x))
        c4 = self.stride16(c3)
        p4 = self.lateral16(c4)
        p3 = self.lateral8(c3) + F.interpolate(p4, size=c3.shape[-2:], mode="nearest")
        scores, boxes = [], []
        for level in (p3, p4):
            scores.append(self.per_anchor(self.classes(level), self.num_classes))
            boxes.append(self.per_anchor(self.boxes(level), 4))
        return {"scores": torch.cat(scores, dim=1), "boxes": torch.cat(boxes, dim=1)}


def build():
    return AnchorDetector()


class Mended(AnchorDetector):
    @staticmethod
    def per_anchor(maps, size):
        return maps.permute(0, 2, 3, 1).reshape(maps.shape[0], -1, size)


def mended():
    return Mended()
