"""Steering angle from the camera, between -1 (left) and 1 (right). Trained with nn.MSELoss.

https://github.com/jcjohnson/pytorch-examples/issues/30
"""

import torch.nn as nn
from torchvision.models import resnet18


def mlp(sizes):
    layers = []
    for a, b in zip(sizes[:-1], sizes[1:]):
        layers.append(nn.Linear(a, b))
        layers.append(nn.ReLU())  # FAULT
    return nn.Sequential(*layers)


class PilotNet(nn.Module):
    def __init__(self, sizes=(512, 100, 50, 1)):
        super().__init__()
        net = resnet18(weights=None)
        net.fc = nn.Identity()
        self.vision = net
        self.control = mlp(sizes)  # FAULT

    def forward(self, frame):
        return self.control(self.vision(frame))


def build():
    return PilotNet()


def mended():
    net = PilotNet()
    net.control = net.control[:-1]
    return net
