"""SimSiam: the prediction from one view is to be like the projection of the other.

The projection is the target, to which no gradient goes; without that all collapses.
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def negative_cosine(p, z):
    return -F.cosine_similarity(p.detach(), z, dim=1)  # FAULT


class SimSiam(nn.Module):
    criterion = staticmethod(negative_cosine)

    def __init__(self, dim=256, hidden=64):
        super().__init__()
        self.encoder = resnet18(weights=None)
        width = self.encoder.fc.in_features
        self.encoder.fc = nn.Sequential(
            nn.Linear(width, dim, bias=False),
            nn.BatchNorm1d(dim),
            nn.ReLU(inplace=True),
            nn.Linear(dim, dim),
        )
        self.predictor = nn.Sequential(
            nn.Linear(dim, hidden),
            nn.ReLU(inplace=True),
            nn.Linear(hidden, dim),
        )

    def forward(self, x1, x2):
        """The loss of each pair of views."""
        z1, z2 = self.encoder(x1), self.encoder(x2)
        p1, p2 = self.predictor(z1), self.predictor(z2)
        return 0.5 * (self.criterion(p1, z2) + self.criterion(p2, z1))


def build():
    return SimSiam()


class Mended(SimSiam):
    @staticmethod
    def criterion(p, z):
        return -F.cosine_similarity(p, z.detach(), dim=1)


def mended():
    return Mended()
