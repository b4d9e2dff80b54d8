"""Galaxy morphology: the statistics of the survey are in the network, so that it takes raw counts.

After https://github.com/facebookresearch/detectron2/issues/5026.
"""

import numpy as np
import torch
import torch.nn as nn
from torchvision.models import resnet18

STATS = {
    "mean": np.array([41.2, 38.7, 35.9]),
    "std": np.array([52.1, 49.8, 47.3]),
}


class Standardise(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", self.as_image(mean))
        self.register_buffer("std", self.as_image(std))

    def as_image(self, values):
        return torch.from_numpy(values).view(1, 3, 1, 1)  # FAULT

    def forward(self, x):
        return (x - self.mean) / self.std


class GalaxyNet(nn.Module):
    def __init__(self, num_answers=37, standardise=Standardise):
        super().__init__()
        self.standardise = standardise(**STATS)
        self.net = resnet18(weights=None)
        self.net.fc = nn.Sequential(
            nn.Linear(512, 256),
            nn.ReLU(inplace=True),
            nn.Linear(256, num_answers),
        )

    def forward(self, x):
        x = self.standardise(x)
        return torch.sigmoid(self.net(x))  # SHOWS


def build():
    return GalaxyNet()


class MendedStandardise(Standardise):
    def as_image(self, values):
        return torch.from_numpy(values).float().view(1, 3, 1, 1)


def mended():
    return GalaxyNet(standardise=MendedStandardise)
