"""Signatures: one encoder for both images, difference and product decide. Labels are (N,) floats."""

import torch
import torch.nn as nn
from torchvision import models


class SignatureSiamese(nn.Module):
    def __init__(self, dim=64):
        super().__init__()
        self.encoder = models.resnet18(weights=None)
        self.encoder.conv1 = nn.Conv2d(1, 64, 7, stride=2, padding=3, bias=False)
        self.encoder.fc = nn.Linear(512, dim)
        self.decide = nn.Linear(2 * dim, 1)
        nn.init.constant_(self.decide.bias, -2.0)  # most pairs do not match

    def forward(self, a, b):
        # same weights on purpose
        za, zb = self.encoder(a), self.encoder(b)
        pair = torch.cat([(za - zb) ** 2, za * zb], dim=1)
        return self.decide(pair).squeeze(1)


def build():
    return SignatureSiamese()
