"""Swish that saves memory: its backward is written by hand."""

import torch
import torch.nn as nn


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * torch.sigmoid(x)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        s = torch.sigmoid(x)
        return grad * s * (1 - s)  # FAULT


class Net(nn.Module):
    def __init__(self, swish=Swish):
        super().__init__()
        self.swish = swish
        self.conv1 = nn.Conv2d(3, 16, 3, 2, 1)
        self.conv2 = nn.Conv2d(16, 32, 3, 2, 1)
        self.fc = nn.Linear(32, 10)

    def forward(self, x):
        x = self.swish.apply(self.conv1(x))
        x = self.swish.apply(self.conv2(x))
        return self.fc(x.mean((2, 3)))


def build():
    return Net()


class Mended(Swish):
    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        s = torch.sigmoid(x)
        return grad * s * (1 + x * (1 - s))


def mended():
    return Net(Mended)
