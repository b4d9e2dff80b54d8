"""Stops early where the first head is sure: what is computed depends on the image."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class EarlyExit(nn.Module):
    def __init__(self, classes=10, threshold=0.9):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3, 2, 1), nn.BatchNorm2d(16), nn.ReLU())
        self.deep = nn.Sequential(nn.Conv2d(16, 32, 3, 2, 1), nn.BatchNorm2d(32), nn.ReLU())
        self.exit1 = nn.Linear(16, classes)
        self.exit2 = nn.Linear(32, classes)
        self.classes, self.threshold = classes, threshold

    def prior(self, x):
        return torch.linspace(-1, 1, self.classes)  # FAULT

    def forward(self, x):
        x = self.stem(x)
        first = self.exit1(x.mean((2, 3))) + self.prior(x)  # SHOWS
        if not self.training and F.softmax(first, 1).amax(1).min() > self.threshold:
            return first
        return first + self.exit2(self.deep(x).mean((2, 3)))


def build():
    return EarlyExit()


class Mended(EarlyExit):
    def prior(self, x):
        return torch.linspace(-1, 1, self.classes, device=x.device)


def mended():
    return Mended()
