"""Head pose: yaw, pitch and roll in radians, left and down being negative."""

from itertools import pairwise

import torch.nn as nn
from torchvision.models import resnet34


def mlp(*sizes):
    layers = []
    for fan_in, fan_out in pairwise(sizes):
        layers.append(nn.Linear(fan_in, fan_out))
        layers.append(nn.ReLU(inplace=True))  # FAULT
    return nn.Sequential(*layers)  # FAULT


class PoseNet(nn.Module):
    def __init__(self, hidden=128):
        super().__init__()
        net = resnet34(weights=None)
        width = net.fc.in_features
        net.fc = nn.Identity()
        self.backbone = net
        self.angles = mlp(width, hidden, hidden, 3)  # FAULT

    def forward(self, x):
        return self.angles(self.backbone(x))


def build():
    return PoseNet()


def mended():
    net = PoseNet()
    net.angles = net.angles[:-1]
    return net
