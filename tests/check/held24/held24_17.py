"""Radiographs have one channel: the first convolution of a ResNet-18 is replaced.

After https://taourl.com/read-2182898.html and https://errorcanon.top/errors/pytorch/conv2d-channels-mismatch/index.md
"""

import torch.nn as nn
from torchvision.models import resnet18


def first_convolution(old, channels):
    return nn.Conv2d(
        channels,
        old.out_channels,
        old.kernel_size,
        stride=old.stride,
        padding=old.padding,
        bias=False,
    )


class KneeGrader(nn.Module):
    """Grades of Kellgren and Lawrence, and whether there is a prosthesis."""

    def __init__(self, channels=1, grades=5):
        super().__init__()
        net = resnet18(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-2])  # FAULT
        net.conv1 = first_convolution(net.conv1, channels)  # FAULT
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.grade = nn.Linear(net.fc.in_features, grades)
        self.prosthesis = nn.Linear(net.fc.in_features, 1)

    def forward(self, x):
        f = self.pool(self.features(x)).flatten(1)  # SHOWS
        return self.grade(f), self.prosthesis(f).squeeze(1)


def build():
    return KneeGrader()


def mended():
    net = KneeGrader()
    net.features[0] = first_convolution(net.features[0], 1)
    return net
