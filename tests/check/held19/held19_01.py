"""U-Net with a ResNet-34 encoder for binary masks.

Channels at the concatenation: https://github.com/ZhengPeng7/BiRefNet/issues/19
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


class UpBlock(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(in_channels, out_channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU(inplace=True),
        )

    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=False)
        return self.conv(torch.cat([x, skip], dim=1))  # SHOWS


class ResUNet(nn.Module):
    def __init__(self, widths=(256, 128, 96, 48), num_classes=1):
        super().__init__()
        net = resnet34(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.pool = net.maxpool
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3, net.layer4])
        prev = 512
        blocks = []
        for skip, width in zip((256, 128, 64, 64), widths):
            blocks.append(UpBlock(prev + skip, width))  # FAULT
        self.decoder = nn.ModuleList(blocks)
        self.head = nn.Conv2d(widths[-1], num_classes, 1)

    def forward(self, x):
        size = x.shape[-2:]
        x = self.stem(x)
        skips = [x]
        x = self.pool(x)
        for stage in self.stages:
            x = stage(x)
            skips.append(x)
        skips.pop()
        for block, skip in zip(self.decoder, reversed(skips)):
            x = block(x, skip)
        return F.interpolate(self.head(x), size=size, mode="bilinear", align_corners=False)


def build():
    return ResUNet()


def mended():
    net = ResUNet()
    net.decoder = nn.ModuleList(
        [UpBlock(512 + 256, 256), UpBlock(256 + 128, 128), UpBlock(128 + 64, 96), UpBlock(96 + 64, 48)]
    )
    return net
