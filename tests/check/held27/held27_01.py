"""Road extraction: U-Net with a ResNet-34 encoder. Was ResNet-50 before; 34 trains twice as fast.

Changes of the backbone and what they break: https://github.com/yangze0930/NTS-Net/issues/47
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import models

FILTERS = [64, 256, 512, 1024, 2048]  # FAULT
WIDTH = 32


class UpBlock(nn.Module):
    def __init__(self, in_ch, skip_ch, out_ch):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(in_ch + skip_ch, out_ch, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_ch),
            nn.ReLU(inplace=True),
        )

    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[2:], mode="bilinear", align_corners=False)
        return self.conv(torch.cat([x, skip], dim=1))  # SHOWS


class RoadNet(nn.Module):
    def __init__(self, filters=FILTERS, n_classes=1):
        super().__init__()
        net = models.resnet34(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.pool = net.maxpool
        self.enc1 = net.layer1
        self.enc2 = net.layer2
        self.enc3 = net.layer3
        self.enc4 = net.layer4
        self.up4 = UpBlock(filters[4], filters[3], WIDTH * 4)  # FAULT
        self.up3 = UpBlock(WIDTH * 4, filters[2], WIDTH * 2)
        self.up2 = UpBlock(WIDTH * 2, filters[1], WIDTH)
        self.up1 = UpBlock(WIDTH, filters[0], WIDTH)
        self.head = nn.Conv2d(WIDTH, n_classes, 1)

    def forward(self, x):
        size = x.shape[2:]
        s = self.stem(x)
        e1 = self.enc1(self.pool(s))
        e2 = self.enc2(e1)
        e3 = self.enc3(e2)
        d = self.up4(self.enc4(e3), e3)
        d = self.up3(d, e2)
        d = self.up2(d, e1)
        d = self.up1(d, s)
        return F.interpolate(self.head(d), size=size, mode="bilinear", align_corners=False)


def build():
    return RoadNet()


def mended():
    return RoadNet([64, 64, 128, 256, 512])
