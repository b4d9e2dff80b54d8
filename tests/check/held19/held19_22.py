"""Domain adaptation by a gradient reversal (DANN): classes for the source, domains for both.

See https://github.com/evanmy/sae/issues/5
"""

import torch.nn as nn
from torch.autograd import Function
from torchvision.models import resnet18


class GradReverse(Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.alpha = alpha
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.neg() * ctx.alpha  # FAULT


class DANN(nn.Module):
    def __init__(self, num_classes=31, alpha=0.5, reverse=GradReverse):
        super().__init__()
        self.alpha = alpha
        self.reverse = reverse
        self.features = nn.Sequential(*list(resnet18(weights=None).children())[:-1], nn.Flatten())
        self.classifier = nn.Linear(512, num_classes)
        self.discriminator = nn.Sequential(
            nn.Linear(512, 128),
            nn.ReLU(),
            nn.Linear(128, 1),
        )

    def forward(self, x):
        f = self.features(x)
        reversed_f = self.reverse.apply(f, self.alpha)
        return self.classifier(f), self.discriminator(reversed_f)


def build():
    return DANN()


class MendedReverse(Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.alpha = alpha
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.neg() * ctx.alpha, None


def mended():
    return DANN(reverse=MendedReverse)
