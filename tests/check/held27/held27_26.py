"""CSRNet's idea on ResNet-18: a density map at an eighth of the size; people are not negative."""

import torch.nn as nn
from torchvision.models import resnet18


def dilated(channels, widths, rate=2):
    layers = []
    for width in widths:
        layers += [nn.Conv2d(channels, width, 3, padding=rate, dilation=rate), nn.ReLU(inplace=True)]
        channels = width
    return nn.Sequential(*layers)


class DensityNet(nn.Module):
    def __init__(self):
        super().__init__()
        children = dict(resnet18(weights=None).named_children())
        for unused in ("layer3", "layer4", "avgpool", "fc"):
            del children[unused]
        self.frontend = nn.Sequential(*children.values())
        self.backend = dilated(128, (128, 64, 32))
        self.output = nn.Sequential(nn.Conv2d(32, 1, 1), nn.ReLU(inplace=True))
        nn.init.constant_(self.output[0].bias, 0.1)

    def forward(self, x):
        return self.output(self.backend(self.frontend(x)))


def build():
    return DensityNet()
