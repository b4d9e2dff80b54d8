"""A head that weighs the places of a map by scores, which are normed before."""

import torch.nn as nn


class Scores(nn.Module):
    def __init__(self, dim, normed):
        super().__init__()
        self.hidden = nn.Linear(dim, dim)
        self.norm = nn.LayerNorm(normed, elementwise_affine=False)  # SHOWS
        self.out = nn.Linear(dim, 1)

    def forward(self, x):
        return self.norm(self.out(self.hidden(x).tanh())).squeeze(-1)  # FAULT


class Net(nn.Module):
    def __init__(self, scores=None, classes=7):
        super().__init__()
        self.cnn = nn.Sequential(nn.Conv2d(3, 24, 3, 2, 1), nn.GELU(), nn.Conv2d(24, 24, 3, 2, 1))
        self.scores = scores or Scores(24, 1)
        self.fc = nn.Linear(24, classes)

    def forward(self, x):
        x = self.cnn(x).flatten(2).transpose(1, 2)
        weights = self.scores(x).softmax(1)
        return self.fc((weights[:, None] @ x).squeeze(1))


def build():
    return Net()


class Mended(Scores):
    def forward(self, x):
        return self.out(self.norm(self.hidden(x).tanh())).squeeze(-1)


def mended():
    return Net(Mended(24, 24))
