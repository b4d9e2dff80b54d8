"""Tiny ImageNet (64 x 64): ResNet-18 without its first pooling, and a head on the whole last map.

The error and the way to it are those of https://www.xlycwl.com/102659.html.
"""

import torch.nn as nn
from torchvision.models import resnet18


class TinyNet(nn.Module):
    def __init__(self, num_classes=200):
        super().__init__()
        net = resnet18(weights=None)
        net.maxpool = nn.Identity()
        self.features = nn.Sequential(*list(net.children())[:-2])
        self.features.append(nn.Conv2d(512, 64, kernel_size=1))
        self.relu = nn.ReLU(inplace=True)
        self.fc = self.make_fc(num_classes)

    def make_fc(self, num_classes):
        return nn.Linear(64 * 2 * 2, num_classes)

    def flat(self, x):
        return x.view(-1, 64 * 2 * 2)  # FAULT

    def forward(self, x):
        x = self.relu(self.features(x))
        x = self.flat(x)
        return self.fc(x)


def build():
    return TinyNet()


class Mended(TinyNet):
    def make_fc(self, num_classes):
        return nn.Linear(64 * 4 * 4, num_classes)

    def flat(self, x):
        return x.flatten(1)


def mended():
    return Mended()
