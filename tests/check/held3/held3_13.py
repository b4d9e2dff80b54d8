"""Faces in 64 numbers: a variational autoencoder, its encoder a ResNet-18.

Samples while it trains; takes the mean when it does not.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def up(n_in, n_out):
    return nn.Sequential(
        nn.Upsample(scale_factor=2),
        nn.Conv2d(n_in, n_out, 3, padding=1),
        nn.BatchNorm2d(n_out),
        nn.LeakyReLU(0.2, inplace=True),
    )


class ResNetVAE(nn.Module):
    def __init__(self, latent=64):
        super().__init__()
        net = resnet18(weights=None)
        net.fc = nn.Linear(net.fc.in_features, 2 * latent)
        self.encoder = net
        self.expand = nn.Linear(latent, 256 * 4 * 4)
        self.decoder = nn.Sequential(
            up(256, 128), up(128, 64), up(64, 32), nn.Conv2d(32, 3, 3, padding=1)
        )

    def reparameterize(self, mu, logvar):
        if not self.training:
            return mu
        std = torch.exp(0.5 * logvar)
        return mu + std * torch.randn_like(std)

    def forward(self, x):
        mu, logvar = self.encoder(x).chunk(2, dim=1)
        z = self.reparameterize(mu, logvar)
        h = self.expand(z).view(-1, 256, 4, 4)
        out = F.interpolate(self.decoder(h), size=x.shape[-2:], mode="bilinear", align_corners=False)
        return torch.sigmoid(out), mu, logvar


def build():
    return ResNetVAE()
