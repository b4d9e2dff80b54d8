"""Food photos, 11 kinds; the ImageNet normalisation is part of the network."""

import numpy as np
import torch
import torch.nn as nn
from torchvision import models

MEAN = np.array([0.485, 0.456, 0.406])  # FAULT
STD = np.array([0.229, 0.224, 0.225])  # FAULT


class FoodNet(nn.Module):
    def __init__(self, num_classes=11):
        super().__init__()
        self.register_buffer("mean", torch.from_numpy(MEAN).view(1, 3, 1, 1))  # FAULT
        self.register_buffer("std", torch.from_numpy(STD).view(1, 3, 1, 1))  # FAULT
        self.net = models.resnet18(weights=None)
        self.net.fc = nn.Linear(self.net.fc.in_features, num_classes)

    def forward(self, x):
        x = (x - self.mean) / self.std  # FAULT
        return self.net(x)  # SHOWS


def build():
    return FoodNet()


def mended():
    return FoodNet().float()
