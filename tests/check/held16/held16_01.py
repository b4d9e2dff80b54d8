"""Digits of one camera learned from those of another: a domain-adversarial ResNet-18."""

import torch.nn as nn
from torch.autograd import Function
from torchvision.models import resnet18


class GradientReversal(Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.alpha = alpha
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.neg() * ctx.alpha, None


class DomainDiscriminator(nn.Module):
    def __init__(self, in_features, hidden=256, num_domains=2):
        super().__init__()
        self.alpha = 1.0
        self.layers = nn.Sequential(
            nn.Linear(in_features, hidden),
            nn.LeakyReLU(0.2),
            nn.Dropout(0.3),
            nn.Linear(hidden, num_domains),
        )

    def set_progress(self, done):
        """From 0 to 1, as training goes on."""
        self.alpha = min(1.0, 2.0 * done)

    def forward(self, features):
        return self.layers(GradientReversal.apply(features, self.alpha))


class DANN(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.extractor = resnet18(weights=None)
        width = self.extractor.fc.in_features
        self.extractor.fc = nn.Identity()
        self.bottleneck = nn.Sequential(nn.Linear(width, 128, bias=False), nn.LayerNorm(128), nn.GELU())
        self.label_head = nn.Linear(128, num_classes)
        self.domain_head = DomainDiscriminator(128)

    def forward(self, x):
        features = self.bottleneck(self.extractor(x))
        if not self.training:
            return self.label_head(features)
        return self.label_head(features), self.domain_head(features)


def build():
    return DANN()
