"""Retina grading that normalises its images itself, so that nobody forgets it when it is deployed."""

import numpy as np
import torch
import torch.nn as nn
from torchvision.models import resnet18


class RetinaNet(nn.Module):
    def __init__(self, mean=(0.41, 0.26, 0.18), std=(0.28, 0.19, 0.14), grades=5):
        super().__init__()
        mean = np.array(mean).reshape(1, 3, 1, 1)  # FAULT
        std = np.array(std).reshape(1, 3, 1, 1)  # FAULT
        self.register_buffer("mean", torch.from_numpy(mean))  # FAULT
        self.register_buffer("std", torch.from_numpy(std))  # FAULT
        self.net = resnet18(weights=None)
        self.net.fc = nn.Linear(self.net.fc.in_features, grades)

    def normalise(self, x):
        return (x - self.mean) / self.std  # FAULT

    def forward(self, x):
        x = self.normalise(x)
        return self.net(x)  # SHOWS


def build():
    return RetinaNet()


def mended():
    net = RetinaNet()
    net.mean, net.std = net.mean.float(), net.std.float()
    return net
