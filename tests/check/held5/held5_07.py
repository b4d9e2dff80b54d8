"""Counting cells by density: two scales of a ResNet are joined; the sum over the map is the count."""

import torch
from torch import nn
from torch.nn import functional as F
from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter

TAKEN = {
    "layer2.1": "fine",  # FAULT
    "layer4": "coarse",
}


class Density(nn.Module):
    def __init__(self, taken):
        super().__init__()
        self.body = IntermediateLayerGetter(resnet18(weights=None), return_layers=taken)  # SHOWS
        self.fine = nn.Conv2d(128, 32, 1)
        self.coarse = nn.Conv2d(512, 32, 1)
        self.density = nn.Sequential(
            nn.Conv2d(64, 32, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(32, 1, 1),
            nn.Softplus(),
        )

    def forward(self, x):
        maps = self.body(x)
        fine = self.fine(maps["fine"])
        coarse = F.interpolate(self.coarse(maps["coarse"]), size=fine.shape[2:], mode="nearest")
        return self.density(torch.cat((fine, coarse), 1))


def build():
    return Density(TAKEN)


def mended():
    return Density({"layer2": "fine", "layer4": "coarse"})
