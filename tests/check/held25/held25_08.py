"""Chest X-rays, which have one channel: fourteen findings at once.

The mistake is met at https://github.com/moskomule/senet.pytorch/issues/24
"""

from torch import nn
from torchvision import models


class ChestNet(nn.Module):
    def __init__(self, arch="resnet18", findings=14):
        super().__init__()
        net = getattr(models, arch)(weights=None)
        dim = net.fc.in_features
        layers = list(net.children())[:-1]  # FAULT
        net.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)  # FAULT
        self.features = nn.Sequential(*layers)
        self.dropout = nn.Dropout(0.2)
        self.findings = nn.Linear(dim, findings)

    def forward(self, x):
        x = self.features(x)  # SHOWS
        x = self.dropout(x.flatten(1))
        return self.findings(x)


def build():
    return ChestNet()


def mended():
    net = ChestNet()
    net.features[0] = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
    return net
