"""A head of three layers, put together by names."""

from collections import OrderedDict

import torch.nn as nn


def head(dim, classes):
    return nn.Sequential(
        OrderedDict(
            [
                ("fc1", nn.Linear(dim, 32)),
                ("relu", nn.ReLU()),
                ("fc2", nn.Linear(32, 24)),
                ("relu", nn.ReLU()),  # FAULT
                ("fc3", nn.Linear(24, classes)),
            ]
        )
    )


class Net(nn.Module):
    def __init__(self, head):
        super().__init__()
        self.cnn = nn.Sequential(nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1))
        self.head = head(32, 10)

    def forward(self, x):
        return self.head(self.cnn(x).mean((2, 3)))


def build():
    return Net(head)


def whole(dim, classes):
    layers = [("fc1", nn.Linear(dim, 32)), ("relu1", nn.ReLU()), ("fc2", nn.Linear(32, 24))]
    return nn.Sequential(OrderedDict([*layers, ("relu2", nn.ReLU()), ("fc3", nn.Linear(24, classes))]))


def mended():
    return Net(whole)
