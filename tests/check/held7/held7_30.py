"""Machine vibration, 3 axes: a 1-D ResNet with blur pooling (fixed kernels) and two poolings joined."""

import torch
import torch.nn.functional as F
from torch import nn


class Blur(nn.Module):
    def __init__(self, c):
        super().__init__()
        kernel = torch.tensor([1.0, 4.0, 6.0, 4.0, 1.0]) / 16
        self.register_buffer("kernel", kernel.repeat(c, 1, 1), persistent=False)

    def forward(self, x):
        x = F.pad(x, (2, 2), mode="replicate")
        return F.conv1d(x, self.kernel, stride=2, groups=len(self.kernel))


class Unit(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.conv = nn.Sequential(
            nn.BatchNorm1d(cin),
            nn.ReLU(),
            nn.Conv1d(cin, cout, 9, padding="same", bias=False),
            nn.BatchNorm1d(cout),
            nn.ReLU(),
            nn.Conv1d(cout, cout, 9, padding="same", bias=False),
        )
        self.down = Blur(cout)
        self.extra = cout - cin

    def forward(self, x):
        widened = F.pad(x, (0, 0, 0, self.extra))  # option A of the paper: zeros, no projection
        return self.down(self.conv(x) + widened)


class Vibration(nn.Module):
    def __init__(self, faults=6):
        super().__init__()
        self.lift = nn.Conv1d(3, 16, 15, padding=7)
        self.units = nn.Sequential(Unit(16, 32), Unit(32, 64), Unit(64, 64))
        self.fc = nn.Linear(128, faults)

    def forward(self, x):
        x = self.units(self.lift(x))
        return self.fc(torch.cat([x.mean(-1), x.amax(-1)], dim=1))


def build():
    return Vibration()
