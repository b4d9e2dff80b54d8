"""Autoencoder with a tied decoder: each transposed convolution uses the weight of its convolution."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class ResBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        return F.relu(x + self.conv2(F.relu(self.conv1(x))))


class TiedAutoencoder(nn.Module):
    def __init__(self, channels=(3, 24, 48, 96)):
        super().__init__()
        pairs = list(zip(channels, channels[1:]))
        self.down = nn.ModuleList([nn.Conv2d(a, b, 3, stride=2, padding=1) for a, b in pairs])
        self.blocks = nn.ModuleList([ResBlock(b) for _, b in pairs])
        # only the biases are the decoder's own
        self.up_bias = nn.ParameterList([nn.Parameter(torch.zeros(a)) for a, _ in pairs])

    def encode(self, x):
        for conv, block in zip(self.down, self.blocks):
            x = block(F.relu(conv(x)))
        return x

    def decode(self, z):
        for i in reversed(range(len(self.down))):
            weight, bias = self.down[i].weight, self.up_bias[i]
            z = F.conv_transpose2d(z, weight, bias, stride=2, padding=1, output_padding=1)
            if i > 0:
                z = F.relu(z)
        return z

    def forward(self, x):
        return self.decode(self.encode(x))


def build():
    return TiedAutoencoder()
