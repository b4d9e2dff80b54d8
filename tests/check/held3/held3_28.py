"""Kinds of mushrooms. Used, it looks at the photograph and at its mirror image, and takes the mean."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class Normalize(nn.Module):
    def __init__(self, mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225)):
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).view(1, -1, 1, 1))
        self.register_buffer("std", torch.tensor(std).view(1, -1, 1, 1))

    def forward(self, x):
        return x.sub_(self.mean).div_(self.std)  # FAULT


class MushroomNet(nn.Module):
    def __init__(self, num_classes=15, normalize=Normalize):
        super().__init__()
        self.normalize = normalize()
        self.net = resnet18(weights=None, num_classes=num_classes)

    def predict(self, x):
        return self.net(self.normalize(x))

    def forward(self, x):
        if self.training:
            return self.predict(x)
        return (self.predict(x) + self.predict(torch.flip(x, dims=[3]))) / 2


def build():
    return MushroomNet()


class Mended(Normalize):
    def forward(self, x):
        return (x - self.mean) / self.std


def mended():
    return MushroomNet(normalize=Mended)
