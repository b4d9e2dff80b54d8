"""A head with a hidden layer on a small backbone, whose weights are begun with one number."""

import torch.nn as nn


class Head(nn.Module):
    def __init__(self, dim, hidden, classes):
        super().__init__()
        self.hidden = nn.Linear(dim, hidden)
        self.act = nn.ReLU()
        self.out = nn.Linear(hidden, classes)
        self.begin()

    def begin(self):
        for m in self.modules():
            if isinstance(m, nn.Linear):
                nn.init.constant_(m.weight, 0.01)  # FAULT
                nn.init.constant_(m.bias, 0.0)

    def forward(self, x):
        return self.out(self.act(self.hidden(x)))


class Net(nn.Module):
    def __init__(self, head=Head):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1),
            nn.GroupNorm(4, 16),
            nn.ReLU(),
            nn.Conv2d(16, 32, 3, 2, 1),
            nn.ReLU(),
        )
        self.head = head(32, 24, 10)

    def forward(self, x):
        return self.head(self.backbone(x).mean((2, 3)))


def build():
    return Net()


class Mended(Head):
    def begin(self):
        for m in self.modules():
            if isinstance(m, nn.Linear):
                nn.init.normal_(m.weight, std=0.1)
                nn.init.constant_(m.bias, 0.0)


def mended():
    return Net(head=Mended)
