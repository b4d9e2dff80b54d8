"""U-Net on ResNet-34 for polyps; the decoder is built in a loop from its widths."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


class DecoderBlock(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, padding=1)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)

    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[-2:], mode="nearest")
        x = torch.cat([x, skip], dim=1)
        return F.relu(self.conv2(F.relu(self.conv1(x))))  # SHOWS


class PolypUNet(nn.Module):
    def __init__(self, skips=(256, 128, 64, 64), widths=(256, 128, 96, 48)):
        super().__init__()
        net = resnet34(weights=None)
        self.stages = nn.ModuleList(
            [
                nn.Sequential(net.conv1, net.bn1, net.relu),
                nn.Sequential(net.maxpool, net.layer1),
                net.layer2,
                net.layer3,
                net.layer4,
            ]
        )
        blocks, in_channels = [], 512
        for skip, width in zip(skips, widths, strict=True):
            blocks.append(DecoderBlock(in_channels + skip, width))  # FAULT
            in_channels = skip  # FAULT
        self.decoder = nn.ModuleList(blocks)
        self.mask = nn.Conv2d(widths[-1], 1, 1)

    def forward(self, x):
        size, feats = x.shape[-2:], []
        for stage in self.stages:
            x = stage(x)
            feats.append(x)
        for block, skip in zip(self.decoder, feats[-2::-1], strict=True):
            x = block(x, skip)
        return F.interpolate(self.mask(x), size=size, mode="bilinear", align_corners=False)


def build():
    return PolypUNet()


def mended():
    net = PolypUNet()
    net.decoder[3] = DecoderBlock(96 + 64, 48)
    return net
