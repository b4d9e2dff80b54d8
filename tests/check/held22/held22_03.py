"""Saliency: a ResNet-18 without its last stage, a spatial attention as in CBAM, and one map."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class SpatialAttention(nn.Module):
    def __init__(self, kernel_size=7):
        super().__init__()
        self.conv = nn.Conv2d(2, 1, kernel_size, padding=kernel_size // 2, bias=False)

    def forward(self, x):
        squeezed = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], dim=1)
        gate = torch.sigmoid(self.conv(squeezed))
        x *= gate  # FAULT
        return x


class SaliencyNet(nn.Module):
    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.encoder = nn.Sequential(*list(net.children())[:-3])
        self.attend = SpatialAttention()
        self.decoder = nn.Sequential(
            nn.Conv2d(256, 64, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(64, 1, 1),
        )

    def forward(self, x):
        size = x.shape[-2:]
        x = self.attend(self.encoder(x))
        x = self.decoder(x)
        return F.interpolate(x, size=size, mode="bilinear", align_corners=False)


def build():
    return SaliencyNet()


class Mended(SpatialAttention):
    def forward(self, x):
        squeezed = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], dim=1)
        return x * torch.sigmoid(self.conv(squeezed))


def mended():
    net = SaliencyNet()
    net.attend = Mended()
    return net
