"""A network for ordinal grades, copied from one for regression."""

import torch
import torch.nn as nn


class Features(nn.Module):
    def __init__(self):
        super(Features, self).__init__()
        self.net = nn.Sequential(
            nn.Conv2d(1, 16, 3, 2, 1),
            nn.ReLU(),
            nn.Conv2d(16, 32, 3, 2, 1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(1),
        )

    def forward(self, x):
        return self.net(x).flatten(1)


class RegressionHead(nn.Module):
    def __init__(self, dim):
        super(RegressionHead, self).__init__()
        self.fc = nn.Linear(dim, 1)

    def forward(self, x):
        return self.fc(x)


class OrdinalHead(nn.Module):
    def __init__(self, dim, grades):
        super(RegressionHead, self).__init__()  # FAULT
        self.fc = nn.Linear(dim, 1, bias=False)
        self.bias = nn.Parameter(torch.linspace(1, -1, grades - 1))

    def forward(self, x):
        return self.fc(x) + self.bias


class Grader(nn.Module):
    def __init__(self, head=OrdinalHead, grades=5):
        super(Grader, self).__init__()
        self.features = Features()
        self.head = head(32, grades)

    def forward(self, x):
        return self.head(self.features(x))


def build():
    return Grader()


class Mended(OrdinalHead):
    def __init__(self, dim, grades):
        nn.Module.__init__(self)
        self.fc = nn.Linear(dim, 1, bias=False)
        self.bias = nn.Parameter(torch.linspace(1, -1, grades - 1))


def mended():
    return Grader(head=Mended)
