"""Served as a whole: images come as they are, with values from 0 to 1, and are normalised in here."""

import numpy as np
import torch
import torch.nn as nn
from torchvision.models import resnet18

IMAGENET_MEAN = np.array([0.485, 0.456, 0.406])
IMAGENET_STD = np.array([0.229, 0.224, 0.225])


def per_channel(values):
    return torch.from_numpy(values).view(1, 3, 1, 1)  # FAULT


class ServedNet(nn.Module):
    def __init__(self, num_classes=5):
        super().__init__()
        self.register_buffer("mean", per_channel(IMAGENET_MEAN))
        self.register_buffer("std", per_channel(IMAGENET_STD))
        self.model = resnet18(weights=None)
        self.model.fc = nn.Linear(self.model.fc.in_features, num_classes)

    def forward(self, x):
        x = (x - self.mean) / self.std
        return self.model(x)  # SHOWS


def build():
    return ServedNet()


def mended():
    net = ServedNet()
    net.mean, net.std = net.mean.float(), net.std.float()
    return net
