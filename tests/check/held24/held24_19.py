"""U-Net on a ResNet-34, for wounds in photos of whatever size the phones make.

After https://github.com/qubvel-org/segmentation_models.pytorch/issues/93 and
https://github.com/milesial/Pytorch-UNet/issues/32
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


class Up(nn.Module):
    def __init__(self, below, skip, out):
        super().__init__()
        self.up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)  # FAULT
        self.conv = nn.Sequential(
            nn.Conv2d(below + skip, out, 3, padding=1),
            nn.ReLU(inplace=True),
        )

    def enlarge(self, x, skip):
        return self.up(x)  # FAULT

    def forward(self, x, skip):
        x = self.enlarge(x, skip)  # FAULT
        return self.conv(torch.cat([x, skip], dim=1))  # FAULT


class SizedUp(Up):
    def enlarge(self, x, skip):
        return F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=False)


class WoundNet(nn.Module):
    def __init__(self, up=Up):
        super().__init__()
        net = resnet34(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.pool = net.maxpool
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3, net.layer4])
        widths = [(512, 256, 128), (128, 128, 64), (64, 64, 64), (64, 64, 32)]
        self.ups = nn.ModuleList([up(*width) for width in widths])
        self.mask = nn.Conv2d(32, 1, 1)

    def forward(self, x):
        size = x.shape[-2:]
        skips = [self.stem(x)]
        x = self.pool(skips[0])
        for stage in self.stages:
            x = stage(x)
            skips.append(x)
        skips.pop()
        for up in self.ups:
            x = up(x, skips.pop())
        return F.interpolate(self.mask(x), size=size, mode="bilinear", align_corners=False)


def build():
    return WoundNet()


def mended():
    return WoundNet(SizedUp)
