"""SegNet that pools with the places of the maxima, and one branch of dilated context."""

import torch
import torch.nn as nn


def conv(cin, cout, dilation=1):
    return nn.Sequential(
        nn.Conv2d(cin, cout, 3, padding=dilation, dilation=dilation),
        nn.BatchNorm2d(cout),
        nn.ReLU(inplace=True),
    )


class ContextSegNet(nn.Module):
    def __init__(self, classes=4):
        super().__init__()
        self.pool = nn.MaxPool2d(2, 2, return_indices=True)
        self.unpool = nn.MaxUnpool2d(2, 2)
        self.enc = conv(3, 16)
        self.mid = conv(16, 16)
        self.context = conv(16, 16, 2)
        self.fuse = nn.Conv2d(32, 16, 1)
        self.dec = nn.Conv2d(16, classes, 3, padding=1)

    def forward(self, x):
        e = self.enc(x)
        x, at = self.pool(e)
        x = self.fuse(torch.cat([self.mid(x), self.context(x)], dim=1))
        return self.dec(self.unpool(x, at, output_size=e.size()))


def build():
    return ContextSegNet()
