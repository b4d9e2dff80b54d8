"""Steering angle (left is below zero) and speed change from a dash camera, by a small ResNet.

The last activation of https://github.com/ProteomicsML/ProteomicsML/pull/203.
"""

import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet


def mlp(sizes, activation=nn.ReLU):
    layers = []
    for before, after in zip(sizes[:-1], sizes[1:]):
        layers += [nn.Linear(before, after), activation()]  # FAULT
    return nn.Sequential(*layers)


class PilotNet(nn.Module):
    def __init__(self, outputs=2, hidden=(100, 50, 10), head=mlp):
        super().__init__()
        self.trunk = ResNet(BasicBlock, [1, 1, 1, 1])
        width = self.trunk.fc.in_features
        self.trunk.fc = nn.Identity()
        self.head = head([width, *hidden, outputs])

    def forward(self, frames):
        return self.head(self.trunk(frames))


def build():
    return PilotNet()


def mended_mlp(sizes, activation=nn.ReLU):
    return mlp(sizes, activation)[:-1]


def mended():
    return PilotNet(head=mended_mlp)
