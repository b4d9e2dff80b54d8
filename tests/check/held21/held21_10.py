"""VAE of faces: ResNet-18 encodes to a mean and a log variance, transposed convolutions make 64 x 64."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class ResVAE(nn.Module):
    def __init__(self, latent=64):
        super().__init__()
        encoder = resnet18(weights=None)
        encoder.fc = nn.Linear(encoder.fc.in_features, 2 * latent)
        self.encoder = encoder
        self.expand = nn.Linear(latent, 256 * 4 * 4)
        layers, widths = [], (256, 128, 64, 32)
        for wide, narrow in zip(widths, widths[1:], strict=False):
            layers += [
                nn.ConvTranspose2d(wide, narrow, 4, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(narrow),
                nn.ReLU(inplace=True),
            ]
        layers += [nn.ConvTranspose2d(32, 3, 4, stride=2, padding=1), nn.Sigmoid()]
        self.decoder = nn.Sequential(*layers)

    def encode(self, x):
        mu, logvar = self.encoder(x).chunk(2)  # FAULT
        return mu, logvar

    def reparameterize(self, mu, logvar):
        if not self.training:
            return mu
        return mu + torch.randn_like(mu) * torch.exp(0.5 * logvar)

    def decode(self, z):
        return self.decoder(self.expand(z).view(-1, 256, 4, 4))  # SHOWS

    def forward(self, x):
        mu, logvar = self.encode(x)
        z = self.reparameterize(mu, logvar)
        return self.decode(z), mu, logvar


def build():
    return ResVAE()


class Mended(ResVAE):
    def encode(self, x):
        return self.encoder(x).chunk(2, dim=1)


def mended():
    return Mended()
