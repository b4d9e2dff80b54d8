"""Discriminator of a GAN for 64 x 64 faces and larger: spectral norm, a number for each patch,
averaged."""

import torch.nn as nn
from torch.nn.utils import spectral_norm


class Discriminator(nn.Module):
    def __init__(self, ndf=16):
        super().__init__()

        def block(in_ch, out_ch):
            return [
                spectral_norm(nn.Conv2d(in_ch, out_ch, 4, 2, 1, bias=False)),
                nn.LeakyReLU(0.2, inplace=True),
            ]

        self.main = nn.Sequential(
            *block(3, ndf), *block(ndf, 2 * ndf), *block(2 * ndf, 4 * ndf), *block(4 * ndf, 8 * ndf)
        )
        self.last = spectral_norm(nn.Conv2d(8 * ndf, 1, 4))

    def forward(self, img):
        return self.last(self.main(img)).mean(dim=(1, 2, 3))


def build():
    return Discriminator()
