"""SegNet: where the maxima were is kept for the way up."""

import torch.nn as nn


def conv(cin, cout):
    return nn.Sequential(nn.Conv2d(cin, cout, 3, padding=1), nn.BatchNorm2d(cout), nn.ReLU(inplace=True))


class SegNet(nn.Module):
    def __init__(self, classes=4):
        super(SegNet, self).__init__()
        self.pool = self.pooling()
        self.unpool = nn.MaxUnpool2d(2, 2)
        self.enc1, self.enc2 = conv(3, 16), conv(16, 32)
        self.dec2, self.dec1 = conv(32, 16), nn.Conv2d(16, classes, 3, padding=1)

    def pooling(self):
        return nn.MaxPool2d(2, 2)  # FAULT

    def forward(self, x):
        e1 = self.enc1(x)
        x, at1 = self.pool(e1)  # SHOWS
        e2 = self.enc2(x)  # SHOWS
        x, at2 = self.pool(e2)
        x = self.dec2(self.unpool(x, at2, output_size=e2.size()))
        return self.dec1(self.unpool(x, at1, output_size=e1.size()))


def build():
    return SegNet()


class Mended(SegNet):
    def pooling(self):
        return nn.MaxPool2d(2, 2, return_indices=True)


def mended():
    return Mended()
