"""SimSiam: two views of each image, a predictor on one side and a stopped gradient on the other."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class SimSiam(nn.Module):
    def __init__(self, dim=256, hidden=64):
        super().__init__()
        self.encoder = resnet18(weights=None, zero_init_residual=True)
        width = self.encoder.fc.in_features
        self.encoder.fc = nn.Sequential(
            nn.Linear(width, width, bias=False),
            nn.BatchNorm1d(width),
            nn.ReLU(inplace=True),
            nn.Linear(width, dim, bias=False),
            nn.BatchNorm1d(dim, affine=False),
        )
        self.predictor = nn.Sequential(
            nn.Linear(dim, hidden, bias=False),
            nn.BatchNorm1d(hidden),
            nn.ReLU(inplace=True),
            nn.Linear(hidden, dim),
        )

    def forward(self, first, second):
        z1, z2 = self.encoder(first), self.encoder(second)
        p1, p2 = self.predictor(z1), self.predictor(z2)
        return p1, p2, z1.detach(), z2.detach()


def negative_cosine(outputs):
    p1, p2, z1, z2 = outputs
    return -(F.cosine_similarity(p1, z2).mean() + F.cosine_similarity(p2, z1).mean()) / 2


def build():
    return SimSiam()
