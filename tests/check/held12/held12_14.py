"""Places of an image are compared with each other by the cosine of their features."""

import torch.nn as nn
import torch.nn.functional as F


class SelfSimilarity(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.key = nn.Conv2d(dim, 16, 1)
        self.value = nn.Conv2d(dim, dim, 1)

    def unit(self, keys):
        return F.normalize(keys)  # FAULT

    def forward(self, x):
        n, c, h, w = x.shape
        keys = self.unit(self.key(x).flatten(2).transpose(1, 2))
        cosine = keys @ keys.transpose(1, 2)
        weights = F.softmax(10 * cosine, dim=-1)
        values = self.value(x).flatten(2).transpose(1, 2)
        return x + (weights @ values).transpose(1, 2).view(n, c, h, w)


class Retrieval(nn.Module):
    def __init__(self, similarity=SelfSimilarity, dim=24):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU()
        )
        self.context = similarity(32)
        self.embed = nn.Linear(32, dim)

    def forward(self, x):
        return F.normalize(self.embed(self.context(self.cnn(x)).mean((2, 3))), dim=1)


def build():
    return Retrieval()


class Mended(SelfSimilarity):
    def unit(self, keys):
        return F.normalize(keys, dim=-1)


def mended():
    return Retrieval(Mended)
