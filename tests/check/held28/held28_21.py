"""Camera relocalisation: a position in metres and a quaternion, both of either sign, from one photo."""

import torch.nn as nn
from torchvision import models


def mlp(sizes):
    layers = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
        layers.append(nn.Linear(n_in, n_out))
        layers.append(nn.ReLU(inplace=True))  # FAULT
    return nn.Sequential(*layers)  # FAULT


class PoseNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = models.resnet18(weights=None)
        self.backbone.fc = nn.Identity()
        self.regressor = mlp([512, 128, 7])  # FAULT

    def forward(self, x):
        return self.regressor(self.backbone(x))


def build():
    return PoseNet()


def mended():
    net = PoseNet()
    net.regressor = net.regressor[:-1]
    return net
