"""Scratches on castings: good parts lie near a centre, and how far a part is from it is the score.

The centre is no weight: it follows the features slowly while the network learns.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class OneClassNet(nn.Module):
    def __init__(self, rep_dim=64, momentum=0.9):
        super().__init__()
        self.momentum = momentum
        self.encoder = resnet18(weights=None)
        self.encoder.fc = nn.Linear(512, rep_dim, bias=False)
        self.register_buffer("center", torch.zeros(rep_dim))

    def update_center(self, z):
        self.center = self.momentum * self.center + (1 - self.momentum) * z.mean(dim=0)  # FAULT

    def forward(self, x):
        """Squared distances, (N,)."""
        z = self.encoder(x)
        if self.training:
            self.update_center(z)
        return ((z - self.center) ** 2).sum(dim=1)


def build():
    return OneClassNet()


class Mended(OneClassNet):
    def update_center(self, z):
        super().update_center(z.detach())


def mended():
    return Mended()
