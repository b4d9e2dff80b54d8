"""Segments the floor for a small robot: ResNet-18, and a decoder light enough for its computer.

Convolutions of the decoder are separable: each channel by itself, then a 1 x 1 over the channels.
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class SeparableConv2d(nn.Module):
    def __init__(self, c_in, c_out, k=3, dilation=1):
        super().__init__()
        pad = dilation * (k - 1) // 2
        options = {"padding": pad, "dilation": dilation, "bias": False}
        self.depthwise = nn.Conv2d(c_in, c_out, k, groups=c_in, **options)  # FAULT
        self.pointwise = nn.Conv2d(c_in, c_out, kernel_size=1, bias=False)
        self.bn = nn.BatchNorm2d(c_out)

    def forward(self, x):
        return F.relu(self.bn(self.pointwise(self.depthwise(x))))


class FloorNet(nn.Module):
    def __init__(self, num_classes=2, conv=SeparableConv2d):
        super().__init__()
        net = resnet18(weights=None)
        self.low = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.high = nn.Sequential(net.layer2, net.layer3, net.layer4)
        self.decoder = nn.Sequential(
            conv(512, 128, dilation=2),
            conv(128, 64),
        )
        self.refine = conv(64, 32)
        self.classify = nn.Conv2d(32, num_classes, kernel_size=1)

    def forward(self, x):
        low = self.low(x)
        y = self.decoder(self.high(low))
        y = F.interpolate(y, size=low.shape[-2:], mode="bilinear", align_corners=False)
        y = self.classify(self.refine(y + low))
        return F.interpolate(y, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return FloorNet()


class Mended(SeparableConv2d):
    def __init__(self, c_in, c_out, k=3, dilation=1):
        super().__init__(c_in, c_in, k, dilation)
        self.pointwise = nn.Conv2d(c_in, c_out, kernel_size=1, bias=False)
        self.bn = nn.BatchNorm2d(c_out)


def mended():
    return FloorNet(conv=Mended)
