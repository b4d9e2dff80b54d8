"""Pneumonia from X-rays that have one channel: the first convolution is changed for it.

https://github.com/yjh0410/CenterNet-plus/issues/6 goes the same way.
"""

import torch.nn as nn
from torchvision.models import resnet18


def to_grayscale(net):
    """Makes a ResNet take images of one channel."""
    net.conv1.in_channels = 1  # FAULT
    return net


class PneumoniaNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.net = to_grayscale(resnet18(weights=None))
        self.net.fc = nn.Linear(512, num_classes)

    def forward(self, x):
        # x: (N, 1, H, W)
        return self.net(x)  # SHOWS


def build():
    return PneumoniaNet()


def mended():
    model = PneumoniaNet()
    model.net.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
    return model
