"""CIFAR-10 after the book: a ResNet that is deep and narrow, all blocks of one width.

The list of https://github.com/deep-learning-with-pytorch/dlwpt-code/issues/89.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F


class ResBlock(nn.Module):
    def __init__(self, n_chans):
        super().__init__()
        self.conv = nn.Conv2d(n_chans, n_chans, kernel_size=3, padding=1, bias=False)
        self.batch_norm = nn.BatchNorm2d(n_chans)
        nn.init.kaiming_normal_(self.conv.weight, nonlinearity="relu")
        nn.init.constant_(self.batch_norm.weight, 0.5)
        nn.init.zeros_(self.batch_norm.bias)

    def forward(self, x):
        out = self.batch_norm(self.conv(x))
        return torch.relu(out) + x


class NetResDeep(nn.Module):
    def __init__(self, n_chans=32, n_blocks=8, n_classes=10):
        super().__init__()
        self.n_chans = n_chans
        self.conv1 = nn.Conv2d(3, n_chans, kernel_size=3, padding=1)
        self.resblocks = nn.Sequential(*self.make_blocks(n_blocks))
        self.fc1 = nn.Linear(n_chans, 32)
        self.fc2 = nn.Linear(32, n_classes)

    def make_blocks(self, n_blocks):
        return [ResBlock(self.n_chans)] * n_blocks  # FAULT

    def forward(self, x):
        out = F.max_pool2d(torch.relu(self.conv1(x)), 2)
        out = F.max_pool2d(self.resblocks(out), 2)
        out = F.adaptive_avg_pool2d(out, 1).flatten(1)
        return self.fc2(torch.relu(self.fc1(out)))


def build():
    return NetResDeep()


class Mended(NetResDeep):
    def make_blocks(self, n_blocks):
        return [ResBlock(self.n_chans) for _ in range(n_blocks)]


def mended():
    return Mended()
