"""Quantization-aware training by hand: what each stage gives is rounded to eight bits."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class FakeQuantize(nn.Module):
    def __init__(self, bits=8, momentum=0.1):
        super().__init__()
        self.levels = 2**bits - 1
        self.momentum = momentum
        self.register_buffer("peak", torch.tensor(6.0))

    def forward(self, x):
        if self.training:
            self.peak.lerp_(x.detach().max(), self.momentum)
        step = self.peak / self.levels
        return torch.round(x / step).clamp(0, self.levels) * step  # FAULT


class QuantResNet(nn.Module):
    def __init__(self, num_classes=10, quantizer=FakeQuantize):
        super().__init__()
        net = resnet18(weights=None, num_classes=num_classes)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        stages = [net.layer1, net.layer2, net.layer3, net.layer4]
        self.body = nn.Sequential(*[nn.Sequential(stage, quantizer()) for stage in stages])
        self.pool = net.avgpool
        self.fc = net.fc

    def forward(self, x):
        x = self.body(self.stem(x))
        return self.fc(self.pool(x).flatten(1))


def build():
    return QuantResNet()


class StraightThrough(FakeQuantize):
    def forward(self, x):
        return x + (super().forward(x) - x).detach()


def mended():
    return QuantResNet(quantizer=StraightThrough)
