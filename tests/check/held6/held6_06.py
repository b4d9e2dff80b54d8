"""Squeeze and excitation behind the last stage of a torchvision ResNet: eight kinds of clouds."""

import torch
from torch import nn
from torchvision.models import resnet18


class SELayer(nn.Module):
    def __init__(self, channel, reduction=16):
        super().__init__()
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Sequential(
            nn.Linear(channel, channel // reduction),
            nn.ReLU(inplace=True),
            nn.Linear(channel // reduction, channel),
            nn.Sigmoid(),
        )

    def forward(self, x):
        y = torch.flatten(self.avg_pool(x), 1)
        y = self.fc(y)
        return x * y  # FAULT


def with_se(layer):
    net = resnet18(weights=None)
    net.layer4.add_module("se", layer(512))
    net.fc = nn.Linear(512, 8)
    return net


def build():
    return with_se(SELayer)


class MendedSELayer(SELayer):
    def forward(self, x):
        y = torch.flatten(self.avg_pool(x), 1)
        y = self.fc(y)
        return x * y[:, :, None, None]


def mended():
    return with_se(MendedSELayer)
