"""Novel views: an encoder of residual blocks, ported from TensorFlow, and a head for the flow."""

import torch.nn as nn
import torch.nn.functional as F


class Res(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.conv1 = nn.Conv2d(dim, dim, 3, 1, 1)
        self.norm1 = nn.GroupNorm(4, dim)
        self.conv2 = nn.Conv2d(dim, dim, 3, 1, 1)
        self.norm2 = nn.GroupNorm(4, dim)

    def forward(self, image):
        _ = F.leaky_relu(self.norm1(self.conv1(image)), 0.2)
        _ = self.norm2(self.conv2(image))  # FAULT
        return F.leaky_relu(_ + image, 0.2)


class Flow(nn.Module):
    def __init__(self, dim=24, block=Res):
        super().__init__()
        self.enter = nn.Sequential(
            nn.Conv2d(3, dim, 7, 1, 3), nn.LeakyReLU(0.2), nn.Conv2d(dim, dim, 3, 2, 1)
        )
        self.bottleneck = nn.Sequential(*(block(dim) for _ in range(4)))
        self.leave = nn.Conv2d(dim, 2, 3, 1, 1)

    def forward(self, image):
        h, w = image.shape[-2:]
        flow = self.leave(self.bottleneck(self.enter(image)))
        return F.interpolate(flow, (h, w), mode="bilinear", align_corners=False).tanh()


def build():
    return Flow()


class Mended(Res):
    def forward(self, image):
        y = F.leaky_relu(self.norm1(self.conv1(image)), 0.2)
        y = self.norm2(self.conv2(y))
        return F.leaky_relu(y + image, 0.2)


def mended():
    return Flow(block=Mended)
