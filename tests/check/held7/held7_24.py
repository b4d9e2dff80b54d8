"""CDAN-like: class scores, and a domain score of features times predictions, gradient reversed."""

import torch
from torch import nn
from torchvision.models import resnet18


class ReverseGrad(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.alpha = alpha
        return x.clone()

    @staticmethod
    def backward(ctx, g):
        return -ctx.alpha * g, None


class CDAN(nn.Module):
    def __init__(self, classes=12, rank=64):
        super().__init__()
        self.f = resnet18(weights=None)
        width = self.f.fc.in_features
        self.f.fc = nn.Identity()
        self.cls = nn.Linear(width, classes)
        # a random, untrained multilinear map
        self.register_buffer("rf", torch.randn(width, rank) / width**0.5)
        self.register_buffer("rg", torch.randn(classes, rank) / classes**0.5)
        self.dom = nn.Sequential(nn.Linear(rank, rank), nn.LeakyReLU(0.2), nn.Linear(rank, 1))

    def forward(self, x):
        f = self.f(x)
        scores = self.cls(f)
        g = scores.softmax(dim=1).detach()
        joint = (f @ self.rf) * (g @ self.rg)
        return {"class": scores, "domain": self.dom(ReverseGrad.apply(joint, 0.3))}


def build():
    return CDAN()
