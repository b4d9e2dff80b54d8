"""Domain-adversarial training: features that tell the class and not the domain an image comes from.

After https://github.com/hash2430/pitchtron/issues/3 and https://github.com/wangzhuo2019/SSAN/issues/18
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class GradientReversal(nn.Module):  # FAULT
    def __init__(self, strength=1.0):
        super().__init__()
        self.strength = strength

    def forward(self, x):
        return x.view_as(x)

    def backward(self, grad):  # FAULT
        return -self.strength * grad


class DANN(nn.Module):
    def __init__(self, num_classes=31):
        super().__init__()
        net = resnet18(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-1], nn.Flatten())
        self.label = nn.Linear(512, num_classes)
        self.reverse = GradientReversal()  # FAULT
        self.domain = nn.Sequential(
            nn.Linear(512, 128),
            nn.ReLU(inplace=True),
            nn.Linear(128, 2),
        )

    def forward(self, x):
        f = self.features(x)
        return self.label(f), self.domain(self.reverse(f))


def build():
    return DANN()


class Reverse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad):
        return -grad


class Reversal(nn.Module):
    def forward(self, x):
        return Reverse.apply(x)


def mended():
    net = DANN()
    net.reverse = Reversal()
    return net
