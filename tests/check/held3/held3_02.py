"""Plant diseases: a ResNet-18 with efficient channel attention (ECA) at the end of each block."""

import math

import torch.nn as nn
from torchvision.models import resnet18


class ECALayer(nn.Module):
    """Attention along the channels: a 1D convolution over their means, as long as they are many."""

    def __init__(self, channels, gamma=2, b=1):  # FAULT
        t = int(abs((math.log2(channels) + b) / gamma))
        k = t if t % 2 else t + 1
        self.avg_pool = nn.AdaptiveAvgPool2d(1)  # SHOWS
        self.conv = nn.Conv1d(1, 1, kernel_size=k, padding=k // 2, bias=False)
        self.sigmoid = nn.Sigmoid()

    def forward(self, x):
        y = self.avg_pool(x)
        y = self.conv(y.squeeze(-1).transpose(-1, -2))
        y = self.sigmoid(y.transpose(-1, -2).unsqueeze(-1))
        return x * y.expand_as(x)


def add_attention(net, attention):
    for layer in (net.layer1, net.layer2, net.layer3, net.layer4):
        for block in layer:
            block.bn2 = nn.Sequential(block.bn2, attention(block.conv2.out_channels))
    return net


def make(attention=ECALayer):
    net = resnet18(weights=None)
    net.fc = nn.Linear(net.fc.in_features, 38)
    return add_attention(net, attention)


def build():
    return make()


class Mended(ECALayer):
    def __init__(self, channels):
        nn.Module.__init__(self)
        super().__init__(channels)


def mended():
    return make(Mended)
