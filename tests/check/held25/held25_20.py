"""Pose by integral regression: where a joint is is the mean of its heatmap, from -1 to 1."""

import numpy as np
import torch
from torch import nn
from torchvision.models import resnet18


def axis(length, device):
    """Places from -1 to 1 along a side of the heatmap."""
    return torch.from_numpy(np.linspace(-1.0, 1.0, length)).to(device)  # FAULT


class IntegralPose(nn.Module):
    axis = staticmethod(axis)

    def __init__(self, joints=16):
        super().__init__()
        net = resnet18(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-2])
        deconv, width = [], 512
        for _ in range(2):
            deconv += [
                nn.ConvTranspose2d(width, 128, 4, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(128),
                nn.ReLU(inplace=True),
            ]
            width = 128
        self.deconv = nn.Sequential(*deconv)
        self.heat = nn.Conv2d(width, joints, 1)

    def forward(self, x):
        heat = self.heat(self.deconv(self.features(x)))
        heat = heat.flatten(2).softmax(dim=2).view_as(heat)
        h, w = heat.shape[-2:]
        across = heat.sum(dim=2) @ self.axis(w, heat.device)  # SHOWS
        down = heat.sum(dim=3) @ self.axis(h, heat.device)
        return torch.stack([across, down], dim=-1)


def build():
    return IntegralPose()


class Mended(IntegralPose):
    @staticmethod
    def axis(length, device):
        return torch.linspace(-1.0, 1.0, length, device=device)


def mended():
    return Mended()
