"""Domain-adversarial training (DANN): office objects from the web, and from a webcam."""

import torch.nn as nn
from torch.autograd import Function
from torchvision.models import resnet18


class ReverseLayer(Function):
    """The identity on the way forward, times -alpha on the way back."""

    @staticmethod
    def forward(ctx, x, alpha):
        ctx.alpha = alpha
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.neg() * ctx.alpha  # FAULT


class DANN(nn.Module):
    reverse = ReverseLayer

    def __init__(self, num_classes=31, alpha=0.1):
        super().__init__()
        self.alpha = alpha
        net = resnet18(weights=None)
        self.feature = nn.Sequential(*list(net.children())[:-1])
        self.class_classifier = nn.Linear(512, num_classes)
        self.domain_classifier = nn.Sequential(
            nn.Linear(512, 100),
            nn.ReLU(),
            nn.Linear(100, 2),
        )

    def forward(self, x):
        feature = self.feature(x).flatten(1)
        class_output = self.class_classifier(feature)
        reversed_feature = self.reverse.apply(feature, self.alpha)
        domain_output = self.domain_classifier(reversed_feature)
        return class_output, domain_output


def build():
    return DANN()


class MendedReverse(ReverseLayer):
    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.neg() * ctx.alpha, None


class Mended(DANN):
    reverse = MendedReverse


def mended():
    return Mended()
