"""A mean over the places that count: weights are hidden, and then made to add up to one again."""

import torch.nn as nn
import torch.nn.functional as F


class MaskedPool(nn.Module):
    def __init__(self, classes=7):
        super().__init__()
        self.cnn = nn.Sequential(nn.Conv2d(3, 24, 3, 2, 1), nn.GELU(), nn.Conv2d(24, 24, 3, 2, 1))
        self.score = nn.Conv2d(24, 1, 1)
        self.drop = nn.Dropout(0.2)
        self.fc = nn.Linear(24, classes)

    def forward(self, x):
        f = self.cnn(x).flatten(2)
        seen = (f.mean(1, keepdim=True) >= f.mean((1, 2), keepdim=True)).to(f.dtype)
        weights = F.softmax(self.score(f.unsqueeze(-1)).squeeze(-1), dim=-1) * seen
        weights = weights / (weights.sum(-1, keepdim=True) + 1e-6)
        dropped = self.drop(f)
        return self.fc((dropped * weights).sum(-1) + f.amax(-1))


def build():
    return MaskedPool()
