"""Monocular depth: ResNet-18 encoder, upsampling decoder with skips, a depth for each pixel.

The depth maps of the data set are (N, H, W), in metres.
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class UpProject(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(out_channels)

    def forward(self, x, like):
        x = F.interpolate(x, size=like.shape[-2:], mode="bilinear", align_corners=False)
        x = F.relu(self.bn1(self.conv1(x)) + like)
        return F.relu(self.bn2(self.conv2(x)))


class DepthNet(nn.Module):
    def __init__(self, max_depth=10.0):
        super().__init__()
        net = resnet18(weights=None)
        self.max_depth = max_depth
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.layer1, self.layer2 = net.layer1, net.layer2
        self.layer3, self.layer4 = net.layer3, net.layer4
        self.up3 = UpProject(512, 256)
        self.up2 = UpProject(256, 128)
        self.up1 = UpProject(128, 64)
        self.depth = nn.Conv2d(64, 1, 3, padding=1)

    def forward(self, x):
        c1 = self.layer1(self.stem(x))
        c2 = self.layer2(c1)
        c3 = self.layer3(c2)
        out = self.up3(self.layer4(c3), c3)
        out = self.up1(self.up2(out, c2), c1)
        out = self.max_depth * self.depth(out).sigmoid()  # FAULT
        return F.interpolate(out, size=x.shape[-2:], mode="bilinear", align_corners=False)  # FAULT


def build():
    return DepthNet()


class Mended(DepthNet):
    def forward(self, x):
        return super().forward(x).squeeze(1)


def mended():
    return Mended()
