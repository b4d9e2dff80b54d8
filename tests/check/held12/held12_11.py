"""Two heads on one trunk, each with dropout before its last layer."""

import torch.nn as nn
import torch.nn.functional as F


class MultiTask(nn.Module):
    def __init__(self, kinds=6):
        super().__init__()
        self.trunk = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU()
        )
        self.hidden = nn.Linear(32, 48)
        self.dropout = nn.Dropout(0.4)
        self.kind = nn.Linear(48, kinds)
        self.breed = nn.Linear(48, 2 * kinds)

    def heads(self, h):
        kind = self.kind(self.dropout(h))
        dropped = self.dropout(h)  # noqa: F841  # FAULT
        breed = self.breed(h)
        return kind, breed

    def forward(self, x):
        h = F.relu(self.hidden(self.trunk(x).mean((2, 3))))
        return self.heads(h)


def build():
    return MultiTask()


class Mended(MultiTask):
    def heads(self, h):
        kind = self.kind(self.dropout(h))
        dropped = self.dropout(h)
        breed = self.breed(dropped)
        return kind, breed


def mended():
    return Mended()
