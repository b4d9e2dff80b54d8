"""An autoencoder whose codes are rounded to the nearest of a codebook."""

import torch
import torch.nn as nn


class Quantizer(nn.Module):
    def __init__(self, codes=32, dim=16):
        super().__init__()
        self.register_buffer("codebook", torch.randn(codes, dim))

    def straight(self, z, q):
        return q + (z - q).detach()  # FAULT

    def forward(self, z):
        flat = z.permute(0, 2, 3, 1)
        index = torch.cdist(flat.flatten(0, 2), self.codebook).argmin(1)
        q = self.codebook[index].view(flat.shape).permute(0, 3, 1, 2)
        return self.straight(z, q)


class VQAutoencoder(nn.Module):
    def __init__(self, quantizer=Quantizer):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(3, 32, 3, 1, 1), nn.ReLU(), nn.Conv2d(32, 16, 3, 1, 1))
        self.quantizer = quantizer()
        self.decoder = nn.Sequential(nn.Conv2d(16, 32, 3, 1, 1), nn.ReLU(), nn.Conv2d(32, 3, 3, 1, 1))

    def forward(self, x):
        return self.decoder(self.quantizer(self.encoder(x)))


def build():
    return VQAutoencoder()


class Mended(Quantizer):
    def straight(self, z, q):
        return z + (q - z).detach()


def mended():
    return VQAutoencoder(Mended)
