"""Depth from one image, in metres, fast enough for a drone: a ResNet-18 and a light decoder.

criterion = nn.L1Loss(); the sensor's depth comes as (N, H, W), one number for each pixel.
"""

from itertools import pairwise

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def pointwise(in_channels, out_channels):
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(inplace=True),
    )


def depthwise(in_channels, kernel_size=5):
    return nn.Sequential(
        nn.Conv2d(
            *(in_channels, in_channels, kernel_size),
            padding=(kernel_size - 1) // 2,
            groups=in_channels,
            bias=False,
        ),
        nn.BatchNorm2d(in_channels),
        nn.ReLU(inplace=True),
    )


class DepthNet(nn.Module):
    def __init__(self, channels=(512, 256, 128, 64)):
        super().__init__()
        net = resnet18(weights=None)
        self.encoder = nn.Sequential(*list(net.children())[:-2])
        self.decoder = nn.ModuleList(
            nn.Sequential(depthwise(c_in), pointwise(c_in, c_out)) for c_in, c_out in pairwise(channels)
        )
        self.predict = nn.Conv2d(channels[-1], 1, kernel_size=1)

    def forward(self, x):
        y = self.encoder(x)
        for block in self.decoder:
            y = F.interpolate(block(y), scale_factor=2, mode="nearest")
        depth = F.softplus(self.predict(y))
        return F.interpolate(depth, size=x.shape[-2:], mode="bilinear", align_corners=False)  # FAULT


def build():
    return DepthNet()


class Mended(DepthNet):
    def forward(self, x):
        return super().forward(x).squeeze(1)


def mended():
    return Mended()
