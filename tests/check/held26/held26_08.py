"""Dense detector without anchors: one tower and one set of predictors for all levels, a scale each."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18

HEAD = {"channels": 32, "convs": 2, "num_classes": 5, "prior": 0.01}


class Scale(nn.Module):
    def __init__(self, init=1.0):
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(init))

    def forward(self, x):
        return x * self.scale


def tower(channels, convs):
    layers = []
    for _ in range(convs):
        layers += [
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            nn.GroupNorm(4, channels),
            nn.ReLU(inplace=True),
        ]
    return nn.Sequential(*layers)


class SharedHead(nn.Module):
    def __init__(self, levels, channels, convs, num_classes, prior):
        super().__init__()
        self.cls_tower, self.box_tower = tower(channels, convs), tower(channels, convs)
        self.cls = nn.Conv2d(channels, num_classes, 3, padding=1)
        self.box = nn.Conv2d(channels, 4, 3, padding=1)
        self.centre = nn.Conv2d(channels, 1, 3, padding=1)
        self.scales = nn.ModuleList([Scale() for _ in range(levels)])
        nn.init.constant_(self.cls.bias, -math.log((1 - prior) / prior))

    def forward(self, feats):
        logits, boxes, centres = [], [], []
        for scale, feat in zip(self.scales, feats, strict=True):
            box = self.box_tower(feat)
            logits.append(self.cls(self.cls_tower(feat)))
            boxes.append(torch.exp(scale(self.box(box))))  # distances to four sides: above zero
            centres.append(self.centre(box))
        return logits, boxes, centres


class Pyramid(nn.Module):
    def __init__(self, widths, channels):
        super().__init__()
        self.lateral = nn.ModuleList([nn.Conv2d(width, channels, 1) for width in widths])

    def forward(self, feats):
        outs = [conv(feat) for conv, feat in zip(self.lateral, feats, strict=True)]
        for i in reversed(range(len(outs) - 1)):
            # a convolution does not keep what it gave, so this may be in place
            outs[i] += F.interpolate(outs[i + 1], size=outs[i].shape[-2:])
        return outs


class PointDetector(nn.Module):
    def __init__(self, **head):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.stages = nn.ModuleList([net.layer2, net.layer3, net.layer4])
        self.neck = Pyramid((128, 256, 512), head["channels"])
        self.head = SharedHead(len(self.stages), **head)

    def forward(self, x):
        x, feats = self.stem(x), []
        for stage in self.stages:
            x = stage(x)
            feats.append(x)
        return self.head(self.neck(feats))


def build():
    return PointDetector(**HEAD)
