"""Ultrasound in one channel: the filters of the first layer are summed over RGB, so they stay of use."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


def one_channel(conv):
    new = nn.Conv2d(
        1, conv.out_channels, conv.kernel_size, conv.stride, conv.padding, bias=conv.bias is not None
    )
    with torch.no_grad():
        new.weight.copy_(conv.weight.sum(dim=1, keepdim=True))
    return new


class UltrasoundNet(nn.Module):
    def __init__(self, num_classes=3):
        super().__init__()
        self.net = resnet18(weights=None)
        self.net.conv1 = one_channel(self.net.conv1)
        self.net.fc = nn.Linear(self.net.fc.in_features, num_classes)
        with torch.no_grad():
            self.net.fc.bias.zero_()

    def forward(self, x):
        lo = x.amin(dim=(1, 2, 3), keepdim=True)
        hi = x.amax(dim=(1, 2, 3), keepdim=True)
        x = (x - lo) / (hi - lo).clamp(min=1e-6)
        return self.net(x)


def build():
    return UltrasoundNet()
