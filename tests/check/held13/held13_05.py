"""A detector's head, whose scores begin high; the weights are initialised in the constructor."""

import torch.nn as nn


def init(m):
    if isinstance(m, nn.Conv2d):
        nn.init.normal_(m.weight, std=0.01)
        nn.init.constant_(m.bias, 2.0)


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.begin()
        self.tower = nn.Sequential(
            nn.Conv2d(3, 24, 3, 2, 1), nn.ReLU(), nn.Conv2d(24, 24, 3, 1, 1), nn.ReLU()
        )
        self.score = nn.Conv2d(24, 5, 1)
        self.end()

    def begin(self):
        self.apply(init)  # FAULT

    def end(self):
        pass

    def forward(self, x):
        return self.score(self.tower(x)).amax((2, 3))


def build():
    return Head()


class Mended(Head):
    def begin(self):
        pass

    def end(self):
        self.apply(init)


def mended():
    return Mended()
