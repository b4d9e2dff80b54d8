"""Age from a face as the mean of a distribution (DEX): how probable is each age from 0 to 100?

criterion = nn.L1Loss(), with ages of (N,). The first convolution is frozen.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class ExpectedAge(nn.Module):
    def __init__(self, max_age=100):
        super().__init__()
        self.softmax = nn.Softmax(dim=1)
        self.register_buffer("ages", torch.arange(0, max_age + 1).float())

    def forward(self, logits):
        return (self.softmax(logits) * self.ages).sum(dim=1)


class AgeNet(nn.Module):
    def __init__(self, max_age=100):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.conv1.requires_grad_(False)
        self.backbone.fc = nn.Sequential(nn.Dropout(0.2), nn.Linear(512, max_age + 1))
        self.expectation = ExpectedAge(max_age)

    def forward(self, x):
        return self.expectation(self.backbone(x))


def build():
    return AgeNet()
