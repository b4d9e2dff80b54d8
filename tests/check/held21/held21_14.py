"""SimSiam: two views, one encoder with a projector, a predictor; loss is a negative cosine."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class SimSiam(nn.Module):
    def __init__(self, dim=256, pred_dim=64):
        super().__init__()
        self.encoder = resnet18(weights=None)
        width = self.encoder.fc.in_features
        self.encoder.fc = nn.Sequential(
            nn.Linear(width, width, bias=False),
            nn.BatchNorm1d(width),
            nn.ReLU(inplace=True),
            nn.Linear(width, dim, bias=False),
            nn.BatchNorm1d(dim, affine=False),
        )
        self.predictor = nn.Sequential(
            nn.Linear(dim, pred_dim, bias=False),
            nn.BatchNorm1d(pred_dim),
            nn.ReLU(inplace=True),
            nn.Linear(pred_dim, dim),
        )

    def distance(self, p, z):
        p = p.detach()  # FAULT
        return -F.cosine_similarity(p, z, dim=1)  # FAULT

    def forward(self, x1, x2):
        z1, z2 = self.encoder(x1), self.encoder(x2)
        p1, p2 = self.predictor(z1), self.predictor(z2)
        return 0.5 * (self.distance(p1, z2) + self.distance(p2, z1))


def build():
    return SimSiam()


class Mended(SimSiam):
    def distance(self, p, z):
        return -F.cosine_similarity(p, z.detach(), dim=1)


def mended():
    return Mended()
