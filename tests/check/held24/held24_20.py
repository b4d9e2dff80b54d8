"""Poses: a heatmap for each joint and its expected place, so that the loss is on coordinates.

After https://github.com/jmclong/random-fourier-features-pytorch/pull/4 and
https://github.com/wingedsheep/transformer/issues/4
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


def centres(length, device=None):
    return (torch.arange(length, dtype=torch.float32, device=device) + 0.5) / length  # FAULT


def expected_place(heatmaps):
    h, w = heatmaps.shape[-2:]
    p = heatmaps.flatten(2).softmax(dim=-1).unflatten(2, (h, w))
    x = (p.sum(dim=2) * centres(w)).sum(dim=-1)  # FAULT
    y = (p.sum(dim=3) * centres(h)).sum(dim=-1)  # FAULT
    return torch.stack([x, y], dim=-1)


def expected_place_mended(heatmaps):
    h, w = heatmaps.shape[-2:]
    p = heatmaps.flatten(2).softmax(dim=-1).unflatten(2, (h, w))
    x = (p.sum(dim=2) * centres(w, p.device)).sum(dim=-1)
    y = (p.sum(dim=3) * centres(h, p.device)).sum(dim=-1)
    return torch.stack([x, y], dim=-1)


class PoseNet(nn.Module):
    def __init__(self, joints=17, width=64, place=expected_place):
        super().__init__()
        net = resnet18(weights=None)
        self.backbone = nn.Sequential(*list(net.children())[:-2])
        self.deconv = nn.Sequential(
            nn.ConvTranspose2d(512, width, 4, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
            nn.ConvTranspose2d(width, width, 4, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
        )
        self.heatmaps = nn.Conv2d(width, joints, 1)
        self.place = place

    def forward(self, x):
        return self.place(self.heatmaps(self.deconv(self.backbone(x))))


def build():
    return PoseNet()


def mended():
    return PoseNet(place=expected_place_mended)
