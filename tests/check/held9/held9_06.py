"""Digits after the oldest example there is, with nn.NLLLoss."""

import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.drop = nn.Dropout2d()
        self.fc1 = nn.Linear(32, 50)
        self.fc2 = nn.Linear(50, 10)

    def last(self, x):
        return F.softmax(x, dim=1)  # FAULT

    def forward(self, x):
        x = F.relu(F.max_pool2d(self.conv1(x), 2, ceil_mode=True))
        x = F.relu(F.max_pool2d(self.drop(self.conv2(x)), 2, ceil_mode=True))
        x = F.relu(self.fc1(x.mean((2, 3))))
        return self.last(self.fc2(x))


def build():
    return Net()


class Mended(Net):
    def last(self, x):
        return F.log_softmax(x, dim=1)


def mended():
    return Mended()
