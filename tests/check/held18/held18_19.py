"""Landmarks in hand X-rays: offsets of six joints from the middle of the image, x and y in -1 to 1."""

import torch.nn as nn
from torchvision.models import resnet18


def mlp(*sizes):
    layers = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        layers += [nn.Linear(n_in, n_out), nn.ReLU(inplace=True)]  # FAULT
    return nn.Sequential(*layers)  # FAULT


class JointNet(nn.Module):
    def __init__(self, num_joints=6, hidden=128):
        super().__init__()
        self.num_joints = num_joints
        self.encoder = resnet18(weights=None)
        self.encoder.conv1 = nn.Conv2d(1, 64, 7, stride=2, padding=3, bias=False)
        width = self.encoder.fc.in_features
        self.encoder.fc = nn.Identity()
        self.head = mlp(width, hidden, num_joints * 2)

    def forward(self, x):
        offsets = self.head(self.encoder(x))
        return offsets.view(-1, self.num_joints, 2)


def build():
    return JointNet()


def mended():
    net = JointNet()
    net.head = net.head[:-1]
    return net
