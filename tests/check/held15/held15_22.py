"""Keypoints by soft-argmax: a heat map for each joint, its expected place by a grid of coordinates.

https://github.com/lyuwenyu/RT-DETR/issues/677 has a tensor kept like this grid, and what comes of it.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class SoftArgmax(nn.Module):
    """Places in -1 ... 1 for maps of any size: they are pooled to the grid's size first."""

    def __init__(self, size=16):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(size)
        self.keep(size)
        self.temperature = nn.Parameter(torch.tensor(1.0))

    def keep(self, size):
        axis = torch.linspace(-1, 1, size)
        y, x = torch.meshgrid(axis, axis, indexing="ij")
        self.grid = torch.stack([x.flatten(), y.flatten()], dim=1)  # FAULT

    def forward(self, heat):
        flat = self.pool(heat).flatten(2) * self.temperature
        return (flat.softmax(dim=2).unsqueeze(-1) * self.grid).sum(dim=2)


class PoseNet(nn.Module):
    def __init__(self, num_joints=17, soft_argmax=SoftArgmax):
        super().__init__()
        net = resnet18(weights=None)
        self.encoder = nn.Sequential(*list(net.children())[:-2])
        layers, channels = [], 512
        for out in (128, 64):
            layers += [
                nn.ConvTranspose2d(channels, out, 4, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(out),
                nn.ReLU(inplace=True),
            ]
            channels = out
        self.deconv = nn.Sequential(*layers)
        self.heat = nn.Conv2d(channels, num_joints, 1)
        self.soft_argmax = soft_argmax()

    def forward(self, x):
        return self.soft_argmax(self.heat(self.deconv(self.encoder(x))))


def build():
    return PoseNet()


class MendedArgmax(SoftArgmax):
    def keep(self, size):
        axis = torch.linspace(-1, 1, size)
        y, x = torch.meshgrid(axis, axis, indexing="ij")
        grid = torch.stack([x.flatten(), y.flatten()], dim=1)
        self.register_buffer("grid", grid, persistent=False)


def mended():
    return PoseNet(soft_argmax=MendedArgmax)
