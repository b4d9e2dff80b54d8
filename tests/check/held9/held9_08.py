"""A plain convolutional autoencoder, its layers collected in lists."""

from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, width=24):
        super().__init__()
        encoder = [nn.Conv2d(3, width, 3, padding=1), nn.ReLU(), nn.Conv2d(width, 8, 3, padding=1)]
        decoder = [nn.Conv2d(8, width, 3, padding=1), nn.ReLU(), nn.Conv2d(width, 3, 3, padding=1)]
        self.encoder = self.chain(encoder)
        self.decoder = self.chain(decoder)

    def chain(self, layers):
        return nn.Sequential(layers)  # FAULT

    def forward(self, x):
        return self.decoder(self.encoder(x))


def build():
    return Autoencoder()


class Mended(Autoencoder):
    def chain(self, layers):
        return nn.Sequential(*layers)


def mended():
    return Mended()
