import torch
from torch import nn


class Same(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad):
        return grad


out = Same.apply(nn.Linear(8, 8)(torch.randn(4, 8)))
out += 1
