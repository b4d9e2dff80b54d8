"""A residual autoencoder without a weight of its own in the decoder: each layer is undone by the
transpose of the one that did it. nn.MSELoss() against the image.
"""

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import nn


class TiedStage(nn.Module):
    """A strided convolution, and a residual one; `undo` runs both the other way."""

    def __init__(self, inside, out):
        super().__init__()
        self.down = nn.Conv2d(inside, out, 3, stride=2, padding=1)
        self.same = nn.Conv2d(out, out, 3, padding=1)
        self.bias_back = nn.Parameter(torch.zeros(inside))

    def forward(self, x):
        x = F.elu(self.down(x))
        return x + F.elu(self.same(x))

    def undo(self, y):
        y = y + F.elu(F.conv_transpose2d(y, self.same.weight, padding=1))
        return F.conv_transpose2d(
            y, self.down.weight, self.bias_back, stride=2, padding=1, output_padding=1
        )


class TiedAutoencoder(nn.Module):
    def __init__(self, widths=(3, 32, 64, 96)):
        super().__init__()
        self.stages = nn.ModuleList(TiedStage(a, b) for a, b in pairwise(widths))

    def forward(self, x):
        for stage in self.stages:
            x = stage(x)
        for stage in reversed(self.stages):
            x = stage.undo(x if stage is self.stages[-1] else F.elu(x))
        return x


def build():
    return TiedAutoencoder()
