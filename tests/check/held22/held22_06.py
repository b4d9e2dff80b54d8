"""Attentional feature fusion in the first stage of a ResNet-18: what the stage makes is weighed
against what came into it, place by place."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class AFF(nn.Module):
    """Fuses ``x`` and ``residual`` by weights that are told by their sum."""

    def __init__(self, channels, r=4):
        super().__init__()
        inner = channels // r
        self.local_att = nn.Sequential(
            nn.Conv2d(channels, inner, 1),
            nn.BatchNorm2d(inner),
            nn.ReLU(inplace=True),
            nn.Conv2d(inner, channels, 1),
        )
        self.global_att = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(channels, inner, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(inner, channels, 1),
        )

    def forward(self, x, residual):
        both = x + residual
        weight = torch.sigmoid(self.local_att(both) + self.global_att(both))
        return 2 * x * weight + 2 * residual * (1 - weight)


def add_fusion(net):
    channels = net.conv1.out_channels
    net.layer1 = nn.Sequential(net.layer1, AFF(channels))  # FAULT
    return net


def build(num_classes=10):
    net = resnet18(weights=None)
    net.fc = nn.Linear(net.fc.in_features, num_classes)
    return add_fusion(net)


class Fused(nn.Module):
    def __init__(self, stage, channels):
        super().__init__()
        self.stage, self.aff = stage, AFF(channels)

    def forward(self, x):
        return self.aff(self.stage(x), x)


def mended():
    net = resnet18(weights=None)
    net.fc = nn.Linear(net.fc.in_features, 10)
    net.layer1 = Fused(net.layer1, 64)
    return net
