"""Rice leaf diseases with CBAM in each bottleneck: first which channels count, then where to look."""

import torch
import torch.nn as nn
from torchvision.models.resnet import Bottleneck, ResNet


class ChannelAttention(nn.Module):
    def __init__(self, in_planes, ratio=16):
        super().__init__()
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.max_pool = nn.AdaptiveMaxPool2d(1)
        self.fc1 = nn.Conv2d(in_planes, in_planes // ratio, 1, bias=False)
        self.relu1 = nn.ReLU()
        self.fc2 = nn.Conv2d(in_planes // ratio, in_planes, 1, bias=False)

    def squeeze(self, pooled):
        return self.fc2(self.relu1(self.fc1(pooled)))  # SHOWS

    def forward(self, x):
        return torch.sigmoid(self.squeeze(self.avg_pool(x)) + self.squeeze(self.max_pool(x)))


class SpatialAttention(nn.Module):
    def __init__(self, kernel_size=7):
        super().__init__()
        self.conv1 = nn.Conv2d(2, 1, kernel_size, padding=kernel_size // 2, bias=False)

    def forward(self, x):
        avg_out = x.mean(dim=1, keepdim=True)
        max_out, _ = x.max(dim=1, keepdim=True)
        return torch.sigmoid(self.conv1(torch.cat([avg_out, max_out], dim=1)))


class CBAMBottleneck(Bottleneck):
    def __init__(self, inplanes, planes, *args, **kwargs):
        super().__init__(inplanes, planes, *args, **kwargs)
        self.ca = ChannelAttention(planes)  # FAULT
        self.sa = SpatialAttention()

    def forward(self, x):
        residual = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        out = self.ca(out) * out
        out = self.sa(out) * out
        return self.relu(out + residual)


def build():
    return ResNet(CBAMBottleneck, [1, 1, 2, 1], num_classes=6)


class MendedBottleneck(CBAMBottleneck):
    def __init__(self, inplanes, planes, *args, **kwargs):
        super().__init__(inplanes, planes, *args, **kwargs)
        self.ca = ChannelAttention(planes * self.expansion)


def mended():
    return ResNet(MendedBottleneck, [1, 1, 2, 1], num_classes=6)
