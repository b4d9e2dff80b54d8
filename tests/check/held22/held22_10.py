"""U-Net on a ResNet-18 for photos of any size; the masks have the size of the photo."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class Up(nn.Module):
    def __init__(self, below, skip, out):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(below + skip, out, 3, padding=1, bias=False),
            nn.BatchNorm2d(out),
            nn.ReLU(inplace=True),
        )

    def forward(self, x, skip):
        x = F.interpolate(x, scale_factor=2, mode="nearest")  # FAULT
        return self.conv(torch.cat([x, skip], dim=1))  # SHOWS


class PhotoUNet(nn.Module):
    up = Up

    def __init__(self, num_classes=4):
        super().__init__()
        net = resnet18(weights=None)
        self.down = nn.ModuleList(
            [
                nn.Sequential(net.conv1, net.bn1, net.relu),
                nn.Sequential(net.maxpool, net.layer1),
                net.layer2,
                net.layer3,
                net.layer4,
            ]
        )
        channels = [64, 64, 128, 256, 512]
        self.ups = nn.ModuleList()
        for level in range(4, 0, -1):
            self.ups.append(self.up(channels[level], channels[level - 1], channels[level - 1]))
        self.head = nn.Conv2d(64, num_classes, 1)

    def forward(self, x):
        size = x.shape[-2:]
        skips = []
        for stage in self.down:
            x = stage(x)
            skips.append(x)
        skips.pop()
        for up in self.ups:
            x = up(x, skips.pop())
        return self.head(F.interpolate(x, size=size, mode="bilinear", align_corners=False))


def build():
    return PhotoUNet()


class MendedUp(Up):
    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[-2:], mode="nearest")
        return self.conv(torch.cat([x, skip], dim=1))


class Mended(PhotoUNet):
    up = MendedUp


def mended():
    return Mended()
