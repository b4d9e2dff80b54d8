"""Road segmentation: a small decoder on ResNet-18 that ends in log-probabilities, for NLLLoss."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import models


class Up(nn.Module):
    def __init__(self, in_ch, skip_ch, out_ch):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(in_ch + skip_ch, out_ch, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_ch),
            nn.ReLU(inplace=True),
        )

    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=False)
        return self.conv(torch.cat([x, skip], dim=1))


class RoadNet(nn.Module):
    def __init__(self, num_classes=4):
        super().__init__()
        net = models.resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.down1 = nn.Sequential(net.maxpool, net.layer1)
        self.down2 = net.layer2
        self.down3 = net.layer3
        self.up2 = Up(256, 128, 96)
        self.up1 = Up(96, 64, 64)
        self.up0 = Up(64, 64, 32)
        self.classify = nn.Conv2d(32, num_classes, 1)

    def forward(self, x):
        size = x.shape[-2:]
        s0 = self.stem(x)
        s1 = self.down1(s0)
        s2 = self.down2(s1)
        x = self.up2(self.down3(s2), s2)
        x = self.up0(self.up1(x, s1), s0)
        x = F.interpolate(self.classify(x), size=size, mode="bilinear", align_corners=False)
        return F.log_softmax(x, dim=1)


def build():
    return RoadNet()
