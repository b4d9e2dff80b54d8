"""Attributes of a pedestrian, one head for each: gender, age group, bag, colour of clothes.

https://github.com/pytorch/pytorch/issues/666 is where it was first told.
"""

import torch.nn as nn
from torchvision.models import resnet18


class AttributeNet(nn.Module):
    def __init__(self, sizes=(2, 4, 3, 9)):
        super().__init__()
        self.trunk = resnet18(weights=None)
        self.trunk.fc = nn.Sequential(nn.Linear(512, 128), nn.ReLU(inplace=True))
        self.heads = [nn.Linear(128, size) for size in sizes]  # FAULT

    def forward(self, x):
        feat = self.trunk(x)
        return [head(feat) for head in self.heads]


def build():
    return AttributeNet()


def mended():
    net = AttributeNet()
    net.heads = nn.ModuleList(net.heads)
    return net
