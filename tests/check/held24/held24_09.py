"""Autoencoder with tied weights: the decoder takes the encoder's kernels, transposed."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class TiedAutoencoder(nn.Module):
    def __init__(self, channels=(3, 16, 32, 64)):
        super().__init__()
        pairs = list(zip(channels, channels[1:]))
        self.down = nn.ModuleList(
            [nn.Conv2d(a, b, 3, stride=2, padding=1, bias=False) for a, b in pairs]
        )
        self.norms = nn.ModuleList([nn.BatchNorm2d(b) for _, b in pairs])
        self.biases = nn.ParameterList([nn.Parameter(torch.zeros(a)) for a, _ in pairs])

    def encode(self, x):
        sizes = []
        for conv, norm in zip(self.down, self.norms):
            sizes.append(x.shape[-2:])
            x = norm(conv(x)).relu_()
        return x, sizes

    def decode(self, z, sizes):
        for i in reversed(range(len(self.down))):
            h, w = sizes[i]
            extra = (1 - h % 2, 1 - w % 2)
            z = F.conv_transpose2d(
                z,
                self.down[i].weight,
                self.biases[i],
                stride=2,
                padding=1,
                output_padding=extra,
            )
            if i > 0:
                z = F.relu_(z)
        return z

    def forward(self, x):
        return self.decode(*self.encode(x))


def build():
    return TiedAutoencoder()
