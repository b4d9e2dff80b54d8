"""Adapters that look up in the network they are part of how strong they are."""

import torch.nn as nn


class Adapter(nn.Module):
    def __init__(self, dim, owner):
        super().__init__()
        self.down = nn.Conv2d(dim, dim // 4, 1)
        self.up = nn.Conv2d(dim // 4, dim, 1)
        self.keep(owner)

    def keep(self, owner):
        self.owner = owner  # FAULT

    def forward(self, x):
        return x + self.owner.strength * self.up(self.down(x).relu())


class Adapted(nn.Module):
    def __init__(self, adapter=Adapter, classes=5):
        super().__init__()
        self.strength = 0.5
        self.conv1 = nn.Conv2d(3, 16, 3, 2, 1)
        self.adapter1 = adapter(16, self)
        self.conv2 = nn.Conv2d(16, 32, 3, 2, 1)
        self.adapter2 = adapter(32, self)
        self.fc = nn.Linear(32, classes)

    def forward(self, x):
        x = self.adapter1(self.conv1(x).relu())
        x = self.adapter2(self.conv2(x).relu())
        return self.fc(x.mean((2, 3)))


def build():
    net = Adapted()
    net.train()  # SHOWS
    return net


class Holder:
    def __init__(self, module):
        self.strength = module.strength


class Mended(Adapter):
    def keep(self, owner):
        self.owner = Holder(owner)


def mended():
    return Adapted(Mended)
