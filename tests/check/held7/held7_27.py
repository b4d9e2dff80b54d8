"""A probe on a frozen ResNet: batch norm stays as it is in training too, and two classifiers vote."""

import torch
from torch import nn
from torchvision.models import resnet18


class Frozen(nn.Module):
    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.net = nn.Sequential(*list(net.children())[:-2])
        self.net.eval()
        for p in self.net.parameters():
            p.requires_grad = False

    def train(self, mode=True):
        return self  # never

    def forward(self, x):
        with torch.set_grad_enabled(False):
            return self.net(x)


class Probe(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.encoder = Frozen()
        self.by_mean = nn.Linear(512, classes)
        self.by_max = nn.Linear(512, classes)
        self.mix = nn.Parameter(torch.zeros(()))

    def forward(self, x):
        f = self.encoder(x)
        a = self.by_mean(f.mean((2, 3)))
        b = self.by_max(f.amax((2, 3)))
        m = self.mix.sigmoid()
        return m * a + (1 - m) * b


def build():
    return Probe()
