"""Normalisation inside the network, so that whoever deploys it cannot forget it.

https://github.com/pytorch/pytorch/issues/22539
"""

import numpy as np
import torch
import torch.nn as nn
from torchvision.models import resnet18

IMAGENET_MEAN = np.array([0.485, 0.456, 0.406])  # FAULT
IMAGENET_STD = np.array([0.229, 0.224, 0.225])  # FAULT


class NormalizedResNet(nn.Module):
    def __init__(self, num_classes=37):
        super().__init__()
        self.register_buffer("mean", self.as_buffer(IMAGENET_MEAN))
        self.register_buffer("std", self.as_buffer(IMAGENET_STD))
        self.model = resnet18(weights=None, num_classes=num_classes)

    def as_buffer(self, values):
        return torch.from_numpy(values).view(1, 3, 1, 1)  # FAULT

    def forward(self, x):
        x = (x - self.mean) / self.std
        return self.model(x)  # SHOWS


def build():
    return NormalizedResNet()


class Mended(NormalizedResNet):
    def as_buffer(self, values):
        return super().as_buffer(values).float()


def mended():
    return Mended()
