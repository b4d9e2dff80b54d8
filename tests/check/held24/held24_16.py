"""Anomalies by distance: good parts lie near a centre that follows the batches as they come.

After https://discuss.pytorch.org/t/runtimeerror-trying-to-backward-through-the-graph-a-second-time-but-the-buffers-have-already-been-freed-specify-retain-graph-true-when-calling-backward-the-first-time/6795
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class Encoder(nn.Module):
    def __init__(self, dim):
        super().__init__()
        net = resnet18(weights=None)
        self.trunk = nn.Sequential(*list(net.children())[:-1], nn.Flatten())
        self.project = nn.Linear(512, dim, bias=False)

    def forward(self, x):
        return self.project(self.trunk(x))


class DeepSVDD(nn.Module):
    def __init__(self, dim=32, momentum=0.9):
        super().__init__()
        self.encoder = Encoder(dim)
        self.momentum = momentum
        self.register_buffer("center", torch.zeros(dim))

    def follow(self, z):
        batch_center = z.mean(dim=0)  # FAULT
        self.center = self.momentum * self.center + (1 - self.momentum) * batch_center  # FAULT

    def forward(self, x):
        z = self.encoder(x)
        if self.training:
            self.follow(z)
        return (z - self.center).pow(2).sum(dim=1)


class Mended(DeepSVDD):
    def follow(self, z):
        super().follow(z.detach())


def build():
    return DeepSVDD()


def mended():
    return Mended()
