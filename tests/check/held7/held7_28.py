"""A denoising autoencoder with tied weights: the decoder uses the encoder's own kernels, transposed."""

import torch
from torch import nn
from torch.nn import functional as F


class Tied(nn.Module):
    def __init__(self, widths=(3, 32, 64, 128), noise=0.1):
        super().__init__()
        self.enc = nn.ModuleList([nn.Conv2d(a, b, 3, 2, 1) for a, b in zip(widths[:-1], widths[1:])])
        self.dec_bias = nn.ParameterList([nn.Parameter(torch.zeros(a)) for a in widths[:-1]])
        self.noise = noise

    def forward(self, x):
        sizes = []
        if self.training:
            x = x + self.noise * torch.randn_like(x)
        for conv in self.enc:
            sizes.append(x.shape[-2:])
            x = F.elu(conv(x))
        for i, (conv, bias, size) in enumerate(
            zip(self.enc[::-1], list(self.dec_bias)[::-1], sizes[::-1])
        ):
            pad = [s - (2 * n - 1) for s, n in zip(size, x.shape[-2:])]
            x = F.conv_transpose2d(x, conv.weight, bias, stride=2, padding=1, output_padding=pad)
            if i < len(self.enc) - 1:
                x = F.elu(x)
        return x


def build():
    return Tied()
