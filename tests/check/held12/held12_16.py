"""Adversarial adaptation of domains: a gradient that is turned, and two heads."""

import torch
import torch.nn as nn


class Reverse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, strength):
        ctx.strength = strength
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad):
        return -ctx.strength * grad, None


class DANN(nn.Module):
    def __init__(self, classes=10, strength=0.3):
        super().__init__()
        self.strength = strength
        self.features = nn.Sequential(
            nn.Conv2d(3, 16, 5, 2, 2),
            nn.LeakyReLU(0.1, True),
            nn.Conv2d(16, 32, 3, 2, 1),
            nn.LeakyReLU(0.1, True),
        )
        self.label = nn.Sequential(
            nn.Linear(32, 32), nn.ReLU(True), nn.Dropout(), nn.Linear(32, classes)
        )
        self.domain = nn.Sequential(nn.Linear(32, 32), nn.ReLU(True), nn.Linear(32, 2))

    def forward(self, x):
        f = self.features(x).amax((2, 3))
        return self.label(f), self.domain(Reverse.apply(f, self.strength))


def build():
    return DANN()
