"""Domain-adversarial training: a label head, and a domain head behind reversed gradients."""

import torch.nn as nn
from torch.autograd import Function
from torchvision.models import resnet18


class ReverseGrad(Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.alpha = alpha
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.neg() * ctx.alpha  # FAULT


class DANN(nn.Module):
    reverse = ReverseGrad

    def __init__(self, num_classes=31, alpha=0.5):
        super().__init__()
        self.alpha = alpha
        self.backbone = resnet18(weights=None)
        width = self.backbone.fc.in_features
        self.backbone.fc = nn.Identity()
        self.bottleneck = nn.Sequential(nn.Linear(width, 256), nn.ReLU())
        self.label_head = nn.Linear(256, num_classes)
        self.domain_head = nn.Sequential(
            nn.Linear(256, 128),
            nn.ReLU(),
            nn.Linear(128, 2),
        )

    def forward(self, x):
        z = self.bottleneck(self.backbone(x))
        labels = self.label_head(z)
        domains = self.domain_head(self.reverse.apply(z, self.alpha))
        return labels, domains


def build():
    return DANN()


class Reversed(ReverseGrad):
    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.neg() * ctx.alpha, None


class Mended(DANN):
    reverse = Reversed


def mended():
    return Mended()
