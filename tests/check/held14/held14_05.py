"""Experts, of which each sample has the two that suit it best; an activation with its own backward."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Mish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * F.softplus(x).tanh()

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        t = F.softplus(x).tanh()
        return grad * (t + x * (1 - t * t) * x.sigmoid())


class Experts(nn.Module):
    def __init__(self, dim, count):
        super().__init__()
        self.gate = nn.Linear(dim, count)
        self.experts = nn.ModuleList(nn.Linear(dim, dim) for _ in range(count))

    def forward(self, x):
        weights = self.gate(x).softmax(-1)
        chosen = torch.zeros_like(weights).scatter_(1, weights.topk(2, dim=1).indices, 1.0)
        each = torch.stack([one(x) for one in self.experts], dim=1)
        return torch.einsum("ne,ned->nd", weights * chosen, each)


class Net(nn.Module):
    def __init__(self, classes=7):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 24, 3, 2, 1)
        self.conv2 = nn.Conv2d(24, 24, 3, 2, 1)
        self.experts = Experts(24, 4)
        self.fc = nn.Linear(24, classes)

    def forward(self, x):
        x = Mish.apply(self.conv2(Mish.apply(self.conv1(x)))).mean((2, 3))
        return self.fc(x + self.experts(x))


def build():
    return Net()
