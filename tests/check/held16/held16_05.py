"""Recurrent residual stages: each runs one set of weights several times, with norms of their own."""

import torch.nn as nn
from torchvision.models import resnet18


class RecurrentBlock(nn.Module):
    scale = 2

    def __init__(self, in_channels, out_channels, times):
        super().__init__()
        self.times = times
        inner = out_channels * self.scale
        self.conv_input = nn.Conv2d(in_channels, out_channels, 1, bias=False)
        self.skip = nn.Conv2d(out_channels, out_channels, 1, stride=2, bias=False)
        self.norm_skip = nn.BatchNorm2d(out_channels)
        self.conv1 = nn.Conv2d(out_channels, inner, 1, bias=False)
        self.conv2 = nn.Conv2d(inner, inner, 3, padding=1, bias=False)
        self.conv3 = nn.Conv2d(inner, out_channels, 1, bias=False)
        self.relu = nn.ReLU(inplace=True)
        # the weights are shared over time, what they meet is not
        for t in range(times):
            setattr(self, f"norm1_{t}", nn.BatchNorm2d(inner))
            setattr(self, f"norm2_{t}", nn.BatchNorm2d(inner))
            setattr(self, f"norm3_{t}", nn.BatchNorm2d(out_channels))

    def forward(self, inp):
        x = self.conv_input(inp)
        for t in range(self.times):
            if t == 0:
                skip = self.norm_skip(self.skip(x))
                self.conv2.stride = (2, 2)
            else:
                skip = x
                self.conv2.stride = (1, 1)
            x = self.relu(getattr(self, f"norm1_{t}")(self.conv1(x)))
            x = self.relu(getattr(self, f"norm2_{t}")(self.conv2(x)))
            x = getattr(self, f"norm3_{t}")(self.conv3(x))
            x = self.relu(x + skip)
        return x


class RecurrentResNet(nn.Module):
    def __init__(self, num_classes=20):
        super().__init__()
        net = resnet18(weights=None)
        self.v1 = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.v2 = RecurrentBlock(64, 64, times=2)
        self.v4 = RecurrentBlock(64, 128, times=4)
        self.decoder = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, num_classes))

    def forward(self, x):
        return self.decoder(self.v4(self.v2(self.v1(x))))


def build():
    return RecurrentResNet()
