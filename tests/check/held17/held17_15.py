"""Keypoints by integral regression: heatmaps of a ResNet with deconvolutions, and where their mass is.

https://github.com/OUCMachineLearning/OUCML/issues/24
"""

import numpy as np
import torch
import torch.nn as nn
from torchvision.models import resnet18


def coordinates(n, device):
    """The middles of n cells, from 0 to 1."""
    return torch.from_numpy((np.arange(n) + 0.5) / n).to(device)  # FAULT


def soft_argmax(heatmaps):
    n, k, h, w = heatmaps.shape
    prob = heatmaps.flatten(2).softmax(dim=-1).view(n, k, h, w)
    x = torch.matmul(prob.sum(dim=2), coordinates(w, prob.device))  # SHOWS
    y = torch.matmul(prob.sum(dim=3), coordinates(h, prob.device))
    return torch.stack([x, y], dim=-1)


class PoseNet(nn.Module):
    def __init__(self, joints=17):
        super().__init__()
        self.backbone = nn.Sequential(*list(resnet18(weights=None).children())[:-2])
        layers, cin = [], 512
        for cout in (128, 64):
            layers += [
                nn.ConvTranspose2d(cin, cout, 4, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(cout),
                nn.ReLU(inplace=True),
            ]
            cin = cout
        self.deconv = nn.Sequential(*layers)
        self.final = nn.Conv2d(cin, joints, 1, bias=False)

    def locate(self, heatmaps):
        return soft_argmax(heatmaps)

    def forward(self, x):
        return self.locate(self.final(self.deconv(self.backbone(x))))


class FloatPoseNet(PoseNet):
    def locate(self, heatmaps):
        n, k, h, w = heatmaps.shape
        prob = heatmaps.flatten(2).softmax(dim=-1).view(n, k, h, w)
        x = prob.sum(dim=2) @ coordinates(w, prob.device).to(prob.dtype)
        y = prob.sum(dim=3) @ coordinates(h, prob.device).to(prob.dtype)
        return torch.stack([x, y], dim=-1)


def build():
    return PoseNet()


def mended():
    return FloatPoseNet()
