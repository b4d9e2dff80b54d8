"""DANN: ResNet features, a label head, and a domain head behind a gradient reversal."""

import torch
from torch import nn
from torch.autograd import Function
from torchvision.models import resnet18


class GradReverse(Function):
    def __init__(self, lambd):
        self.lambd = lambd

    def forward(self, x):  # FAULT
        return x.view_as(x)

    def backward(self, grad_output):
        return grad_output * -self.lambd


class DANN(nn.Module):
    def __init__(self, n_classes=31, lambd=1.0):
        super().__init__()
        self.lambd = lambd
        self.features = resnet18(weights=None)
        self.features.fc = nn.Identity()
        self.label = nn.Linear(512, n_classes)
        self.domain = nn.Sequential(nn.Linear(512, 128), nn.ReLU(), nn.Linear(128, 2))

    def reverse(self, f):
        return GradReverse(self.lambd)(f)  # SHOWS

    def forward(self, x):
        f = self.features(x)
        return self.label(f), self.domain(self.reverse(f))


def build():
    return DANN()


class NewStyle(Function):
    @staticmethod
    def forward(ctx, x, lambd):
        ctx.lambd = lambd
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad):
        return grad * -ctx.lambd, None


class Mended(DANN):
    def reverse(self, f):
        result: torch.Tensor = NewStyle.apply(f, self.lambd)
        return result


def mended():
    return Mended()
