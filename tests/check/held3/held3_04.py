"""SimSiam on a ResNet-18, from scratch: two views of an image, each to be predicted from the other.

The loss is minus the cosine of p1 and z2, and of p2 and z1; no gradient flows through z.
"""

import torch.nn as nn
from torchvision.models import resnet18


def projector(n_in, n_hidden, n_out):
    return nn.Sequential(
        nn.Linear(n_in, n_hidden, bias=False),
        nn.BatchNorm1d(n_hidden),
        nn.ReLU(inplace=True),
        nn.Linear(n_hidden, n_out, bias=False),
        nn.BatchNorm1d(n_out, affine=False),
    )


class SimSiam(nn.Module):
    def __init__(self, dim=256, pred_dim=64):
        super().__init__()
        self.encoder = resnet18(weights=None)
        self.encoder.fc = projector(self.encoder.fc.in_features, 256, dim)
        self.predictor = nn.Sequential(
            nn.Linear(dim, pred_dim, bias=False),
            nn.BatchNorm1d(pred_dim),
            nn.ReLU(inplace=True),
            nn.Linear(pred_dim, dim),
        )

    def encode(self, x):
        z = self.encoder(x).detach()  # FAULT
        p = self.predictor(z)
        return p, z

    def forward(self, x1, x2):
        p1, z1 = self.encode(x1)
        p2, z2 = self.encode(x2)
        return p1, p2, z1, z2


def build():
    return SimSiam()


class Mended(SimSiam):
    def encode(self, x):
        z = self.encoder(x)
        return self.predictor(z), z.detach()


def mended():
    return Mended()
