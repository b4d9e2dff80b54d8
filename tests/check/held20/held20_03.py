"""Chest X-rays have one channel: a ResNet-18 for grey images, as in

https://github.com/usuyama/pytorch-unet/issues/15
"""

import torch.nn as nn
from torchvision.models import resnet18


def grey_resnet(num_classes):
    net = resnet18(weights=None)
    net.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)  # FAULT
    net.fc = nn.Linear(net.fc.in_features, num_classes)
    return net


class XRayClassifier(nn.Module):
    """14 findings, several of which one image may have."""

    def __init__(self, num_classes=14):
        super().__init__()
        self.net = grey_resnet(num_classes)

    def prepare(self, x):
        x = (x - 0.5) / 0.25
        return x.repeat(1, 3, 1, 1)  # FAULT

    def forward(self, x):
        return self.net(self.prepare(x))  # SHOWS

    def predict(self, x):
        return self.forward(x).sigmoid() > 0.5


def build():
    return XRayClassifier()


class Mended(XRayClassifier):
    def prepare(self, x):
        return (x - 0.5) / 0.25


def mended():
    return Mended()
