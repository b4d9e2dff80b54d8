"""A convolutional autoencoder whose decoder uses the encoder's weights, turned around."""

import torch
import torch.nn.functional as F
from torch import nn


class TiedAutoencoder(nn.Module):
    def __init__(self, widths=(3, 32, 64)):
        super().__init__()
        self.down = nn.ModuleList(
            [
                nn.Conv2d(c_in, c_out, 4, stride=2, padding=1, bias=False)
                for c_in, c_out in zip(widths[:-1], widths[1:], strict=True)
            ]
        )
        self.back = nn.ParameterList([torch.zeros(width) for width in widths[:-1]])

    def encode(self, x):
        for conv in self.down:
            x = F.leaky_relu(conv(x), 0.1, inplace=True)
        return x

    def decode(self, z):
        for level in reversed(range(len(self.down))):
            weight = self.down[level].weight
            z = F.conv_transpose2d(z, weight, self.back[level], stride=2, padding=1)
            if level:
                z = F.leaky_relu(z, 0.1)
        return z

    def forward(self, x):
        return self.decode(self.encode(x))


def build():
    return TiedAutoencoder()
