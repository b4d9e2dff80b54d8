"""A dense block, a transition and a classifier, written down from the figure in the paper."""

import torch
import torch.nn as nn


class Dense(nn.Module):
    def __init__(self, cin, growth=12):
        super().__init__()
        self.bn = nn.BatchNorm2d(cin)
        self.conv = nn.Conv2d(cin, growth, 3, padding=1, bias=False)

    def act(self, x):
        return nn.ReLU(x)  # FAULT

    def forward(self, x):
        out = self.act(self.bn(x))
        out = self.conv(out)  # SHOWS
        return torch.cat([x, out], dim=1)


class DenseNet(nn.Module):
    def __init__(self, dense=Dense, classes=10):
        super().__init__()
        self.stem = nn.Conv2d(3, 24, 3, padding=1, bias=False)
        self.block1 = nn.Sequential(*[dense(24 + 12 * i) for i in range(4)])
        self.trans = nn.Sequential(
            nn.BatchNorm2d(72), nn.Conv2d(72, 36, 1, bias=False), nn.AvgPool2d(2, ceil_mode=True)
        )
        self.block2 = nn.Sequential(*[dense(36 + 12 * i) for i in range(4)])
        self.fc = nn.Linear(84, classes)

    def forward(self, x):
        x = self.block2(self.trans(self.block1(self.stem(x))))
        return self.fc(x.mean(dim=(2, 3)))


def build():
    return DenseNet()


class Mended(Dense):
    def act(self, x):
        return torch.relu(x)


def mended():
    return DenseNet(Mended)
