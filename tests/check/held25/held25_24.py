"""Domain-adversarial training: features that tell the digit, and not where the image comes from."""

import torch
from torch import nn
from torchvision.models import resnet18


class Reverse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, strength):
        ctx.strength = strength
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad):
        return grad.neg() * ctx.strength  # FAULT


class DANN(nn.Module):
    reverse = Reverse

    def __init__(self, num_classes=10, strength=0.5):
        super().__init__()
        self.strength = strength
        self.features = resnet18(weights=None)
        self.features.fc = nn.Identity()
        self.digit = nn.Linear(512, num_classes)
        self.domain = nn.Sequential(nn.Linear(512, 100), nn.ReLU(), nn.Linear(100, 2))

    def forward(self, x):
        features = self.features(x)
        turned = self.reverse.apply(features, self.strength)
        return self.digit(features), self.domain(turned)


def build():
    return DANN()


class MendedReverse(Reverse):
    @staticmethod
    def backward(ctx, grad):
        return grad.neg() * ctx.strength, None


class Mended(DANN):
    reverse = MendedReverse


def mended():
    return Mended()
