"""Pose: three deconvolutions give a heatmap per joint, soft-argmax gives its coordinates in 0..1."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


def soft_argmax(heatmaps, beta=10.0):
    n, joints, h, w = heatmaps.shape
    prob = torch.softmax(beta * heatmaps.view(n, joints, h * w), dim=1)  # FAULT
    prob = prob.view(n, joints, h, w)
    xs = torch.linspace(0, 1, w, device=heatmaps.device)
    ys = torch.linspace(0, 1, h, device=heatmaps.device)
    x = (prob.sum(dim=2) * xs).sum(dim=2)
    y = (prob.sum(dim=3) * ys).sum(dim=2)
    return torch.stack([x, y], dim=2)


class PoseResNet(nn.Module):
    def __init__(self, joints=17, width=64, decode=soft_argmax):
        super().__init__()
        self.backbone = nn.Sequential(*list(resnet18(weights=None).children())[:-2])
        layers, inplanes = [], 512
        for _ in range(3):
            layers += [
                nn.ConvTranspose2d(inplanes, width, 4, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(width),
                nn.ReLU(inplace=True),
            ]
            inplanes = width
        self.deconv = nn.Sequential(*layers)
        self.final = nn.Conv2d(width, joints, 1)
        self.decode = decode

    def forward(self, x):
        heatmaps = self.final(self.deconv(self.backbone(x)))
        return self.decode(heatmaps)


def build():
    return PoseResNet()


def mended_soft_argmax(heatmaps, beta=10.0):
    n, joints, h, w = heatmaps.shape
    prob = torch.softmax(beta * heatmaps.view(n, joints, h * w), dim=2).view(n, joints, h, w)
    xs = torch.linspace(0, 1, w, device=heatmaps.device)
    ys = torch.linspace(0, 1, h, device=heatmaps.device)
    return torch.stack([(prob.sum(2) * xs).sum(2), (prob.sum(3) * ys).sum(2)], dim=2)


def mended():
    return PoseResNet(decode=mended_soft_argmax)
