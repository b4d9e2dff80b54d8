"""Siamese signatures: one encoder for both images, GeM pooling, the log-probability of "same"."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class GeM(nn.Module):
    def __init__(self, p=3.0, eps=1e-6):
        super().__init__()
        self.p = nn.Parameter(torch.tensor(p))
        self.eps = eps

    def forward(self, x):
        x = x.clamp(min=self.eps).pow(self.p)
        return F.adaptive_avg_pool2d(x, 1).pow(1.0 / self.p)


class SignatureVerifier(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        self.encoder = resnet18(weights=None)
        self.encoder.conv1 = nn.Conv2d(1, 64, 7, stride=2, padding=3, bias=False)
        self.encoder.avgpool = GeM()
        self.encoder.fc = nn.Identity()
        self.compare = nn.Linear(512, width)
        self.out = nn.Linear(width, 2)

    def forward(self, left, right):
        distance = (self.encoder(left) - self.encoder(right)).abs_()
        return F.log_softmax(self.out(self.compare(distance).relu_()), dim=1)


def loss(log_probabilities, same):
    return F.nll_loss(log_probabilities, same)


def build():
    return SignatureVerifier()
