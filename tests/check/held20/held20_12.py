"""Normalisation within the network, so that whoever deploys it cannot forget it.

As with https://github.com/facebookresearch/detectron2/issues/5026
"""

import numpy as np
import torch
import torch.nn as nn
from torchvision.models import resnet18

IMAGENET_MEAN = np.array([0.485, 0.456, 0.406])  # FAULT
IMAGENET_STD = np.array([0.229, 0.224, 0.225])  # FAULT


class Normalize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.from_numpy(mean).view(3, 1, 1))  # FAULT
        self.register_buffer("std", torch.from_numpy(std).view(3, 1, 1))  # FAULT

    def forward(self, x):
        return (x - self.mean) / self.std  # FAULT


class Deployed(nn.Module):
    def __init__(self, mean, std, num_classes=5):
        super().__init__()
        self.normalize = Normalize(mean, std)
        self.model = resnet18(weights=None, num_classes=num_classes)

    def forward(self, x):
        x = self.normalize(x)
        return self.model(x)  # SHOWS


def build():
    return Deployed(IMAGENET_MEAN, IMAGENET_STD)


def mended():
    return Deployed(IMAGENET_MEAN.astype(np.float32), IMAGENET_STD.astype(np.float32))
