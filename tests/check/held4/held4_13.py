"""Breast density from two views of one breast (CC and MLO), four classes, grey images.

Trained in batches; in the clinic patients come one by one.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


def gray_resnet():
    net = resnet18(weights=None)
    net.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
    return nn.Sequential(*list(net.children())[:-1])


class TwoViewNet(nn.Module):
    def __init__(self, num_classes=4):
        super().__init__()
        self.cc_net = gray_resnet()
        self.mlo_net = gray_resnet()
        self.fc = nn.Sequential(
            nn.Linear(512 * 2, 256),
            nn.ReLU(inplace=True),
            nn.Dropout(0.25),
            nn.Linear(256, num_classes),
        )

    def describe(self, net, view):
        return net(view).squeeze()  # FAULT

    def forward(self, cc, mlo):
        h_cc = self.describe(self.cc_net, cc)
        h_mlo = self.describe(self.mlo_net, mlo)
        h = torch.cat([h_cc, h_mlo], dim=1)  # SHOWS
        return self.fc(h)


def build():
    return TwoViewNet()


class Mended(TwoViewNet):
    def describe(self, net, view):
        return net(view).flatten(1)


def mended():
    return Mended()
