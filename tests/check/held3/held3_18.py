"""Finds tools on a bench: nine anchors at each place of two levels of a ResNet-18.

Returns (N, anchors, classes) and (N, anchors, 4), all levels in one.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class AnchorHead(nn.Module):
    def __init__(self, channels, num_classes, num_anchors=9):
        super().__init__()
        self.num_classes = num_classes
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.cls = nn.Conv2d(channels, num_anchors * num_classes, 3, padding=1)
        self.box = nn.Conv2d(channels, num_anchors * 4, 3, padding=1)

    def per_anchor(self, out, k):
        out = out.permute(0, 2, 3, 1)
        return out.view(out.size(0), -1, k)  # FAULT

    def forward(self, feature):
        feature = F.relu(self.conv(feature))
        scores = self.per_anchor(self.cls(feature), self.num_classes)
        boxes = self.per_anchor(self.box(feature), 4)
        return scores, boxes


class ToolDetector(nn.Module):
    def __init__(self, num_classes=8, head=AnchorHead):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1, net.layer2)
        self.c4, self.c5 = net.layer3, net.layer4
        self.reduce4 = nn.Conv2d(256, 64, 1)
        self.reduce5 = nn.Conv2d(512, 64, 1)
        self.head = head(64, num_classes)

    def forward(self, images):
        c4 = self.c4(self.stem(images))
        c5 = self.c5(c4)
        p5 = self.reduce5(c5)
        p4 = self.reduce4(c4) + F.interpolate(p5, size=c4.shape[-2:])
        scores, boxes = zip(*[self.head(p) for p in (p4, p5)])
        return torch.cat(scores, dim=1), torch.cat(boxes, dim=1)


def build():
    return ToolDetector()


class Mended(AnchorHead):
    def per_anchor(self, out, k):
        return out.permute(0, 2, 3, 1).reshape(out.size(0), -1, k)


def mended():
    return ToolDetector(head=Mended)
