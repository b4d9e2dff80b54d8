"""Two views of a thing: one encoder, a head that predicts the other view, cosines of both."""

import torch.nn as nn
import torch.nn.functional as F


class SimSiam(nn.Module):
    def __init__(self, dim=24):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1),
            nn.LeakyReLU(0.1, True),
            nn.Conv2d(16, dim, 3, 2, 1),
            nn.LeakyReLU(0.1, True),
        )
        self.predictor = nn.Sequential(nn.Linear(dim, 12), nn.ReLU(True), nn.Linear(12, dim))

    def embed(self, x):
        return self.encoder(x).mean((2, 3))

    def forward(self, view1, view2):
        z1, z2 = self.embed(view1), self.embed(view2)
        p1, p2 = self.predictor(z1), self.predictor(z2)
        one = (F.normalize(p1) * F.normalize(z2.detach())).sum(1)
        two = (F.normalize(p2) * F.normalize(z1.detach())).sum(1)
        return -(one + two) / 2


def build():
    return SimSiam()
