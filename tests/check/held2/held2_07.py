"""Whether two signatures are of one hand: a twin network, whose output is how near they are."""

import torch.nn as nn
import torch.nn.functional as F


class Twin(nn.Module):
    def __init__(self, emb=24, dim=1):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 8, 5, 2, 2),
            nn.GroupNorm(2, 8),
            nn.ReLU(inplace=True),
            nn.Conv2d(8, 16, 3, 2, 1),
            nn.ReLU(inplace=True),
            nn.AdaptiveAvgPool2d((4, 4)),
        )
        self.fc = nn.Sequential(nn.Linear(256, 64), nn.ReLU(inplace=True), nn.Linear(64, emb))
        self.dim = dim

    def embed(self, x):
        return self.fc(self.cnn(x).flatten(1))

    def forward(self, input1, input2):
        return F.cosine_similarity(self.embed(input1), self.embed(input2), dim=self.dim)  # FAULT


def build():
    return Twin(dim=0)


def mended():
    return Twin()
