"""ResNet with stochastic depth (Huang et al.), rates growing linearly, for CIFAR-like images."""

import torch
from torch import nn
from torch.nn import functional as F


def drop_path(x, rate, training):
    if not training or rate == 0.0:
        return x
    keep = 1 - rate
    mask = torch.empty(x.shape[0], device=x.device, dtype=x.dtype).bernoulli_(keep)  # FAULT
    return x / keep * mask  # SHOWS


def drop_path_fixed(x, rate, training):
    if not training or rate == 0.0:
        return x
    keep = 1 - rate
    mask = torch.empty(x.shape[0], 1, 1, 1, device=x.device, dtype=x.dtype).bernoulli_(keep)
    return x / keep * mask


class Block(nn.Module):
    def __init__(self, cin, cout, stride, rate, drop):
        super().__init__()
        self.rate, self.drop = rate, drop
        self.f = nn.Sequential(
            nn.Conv2d(cin, cout, 3, stride, 1, bias=False),
            nn.BatchNorm2d(cout),
            nn.ReLU(),
            nn.Conv2d(cout, cout, 3, 1, 1, bias=False),
            nn.BatchNorm2d(cout),
        )
        same = stride == 1 and cin == cout
        self.id = nn.Identity() if same else nn.Conv2d(cin, cout, 1, stride, bias=False)

    def forward(self, x):
        return F.relu(self.id(x) + self.drop(self.f(x), self.rate, self.training))


class StochasticDepthNet(nn.Module):
    def __init__(self, drop=drop_path, depths=(2, 2, 2), widths=(16, 32, 64), last=0.2, classes=10):
        super().__init__()
        total, i, cin = sum(depths), 0, 16
        self.stem = nn.Conv2d(3, 16, 3, padding=1)
        blocks = []
        for stage, (depth, width) in enumerate(zip(depths, widths)):
            for b in range(depth):
                stride = 2 if stage and b == 0 else 1
                blocks.append(Block(cin, width, stride, last * i / (total - 1), drop))
                cin, i = width, i + 1
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(cin, classes)

    def forward(self, x):
        x = self.blocks(self.stem(x))
        return self.fc(x.mean((-2, -1)))


def build():
    return StochasticDepthNet()


def mended():
    return StochasticDepthNet(drop_path_fixed)
