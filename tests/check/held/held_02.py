"""Denoising autoencoder: the target is the clean image, so it is as large as the input.

Sizes that do not come back are a classic: https://github.com/keras-team/keras/issues/12719
"""

import torch.nn as nn


class Denoiser(nn.Module):
    def __init__(self, width=32):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(3, width, 3, stride=2, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(width, width * 2, 3, stride=2, padding=1),
            nn.ReLU(inplace=True),
        )
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(width * 2, width, 4, stride=2),  # FAULT
            nn.ReLU(inplace=True),
            nn.ConvTranspose2d(width, 3, 4, stride=2, padding=1),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return self.decoder(self.encoder(x))


def build():
    return Denoiser()


def mended():
    net = Denoiser()
    net.decoder[0] = nn.ConvTranspose2d(64, 32, 4, stride=2, padding=1)
    return net
