"""DANN on ResNet-18: labels from the source domain, and which domain an image is from.

The same was met in https://github.com/hehai131/DANN/issues/3
"""

import torch.nn as nn
from torch.autograd import Function
from torchvision import models


class ReverseLayer(Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.alpha = alpha
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad):
        return -ctx.alpha * grad, None


def fc_block(n_in, n_out, norm):
    return [nn.Linear(n_in, n_out), norm(n_out), nn.ReLU(True)]


class DANN(nn.Module):
    def __init__(self, num_classes=31, norm=nn.BatchNorm2d):  # FAULT
        super().__init__()
        res = models.resnet18(weights=None)
        self.feature = nn.Sequential(*list(res.children())[:-1], nn.Flatten())
        self.class_classifier = nn.Linear(512, num_classes)
        self.domain_classifier = nn.Sequential(
            *fc_block(512, 128, norm),  # FAULT
            nn.Linear(128, 2),
        )

    def forward(self, x, alpha=1.0):
        feature = self.feature(x)
        reverse = ReverseLayer.apply(feature, alpha)
        label = self.class_classifier(feature)
        domain = self.domain_classifier(reverse)  # SHOWS
        return label, domain


def build():
    return DANN()


def mended():
    return DANN(norm=nn.BatchNorm1d)
