"""A critic for a GAN of faces with ten attributes: residual, spectrally normalised, without batch norm.

It is relativistic (RaGAN): each face is judged against the mean of all faces of the other kind in its
batch. The attributes, which both kinds have, are weighed by projection.
"""

from itertools import pairwise

import torch.nn.functional as F
from torch import nn
from torch.nn.utils.parametrizations import spectral_norm


class CriticBlock(nn.Module):
    def __init__(self, inside, out):
        super().__init__()
        self.conv1 = spectral_norm(nn.Conv2d(inside, out, 3, padding=1))
        self.conv2 = spectral_norm(nn.Conv2d(out, out, 3, padding=1))
        self.skip = spectral_norm(nn.Conv2d(inside, out, 1))
        self.shrink = nn.AvgPool2d(2)

    def forward(self, x):
        y = self.conv2(F.leaky_relu(self.conv1(F.leaky_relu(x, 0.2)), 0.2))
        return self.shrink(y) + self.skip(self.shrink(x))


class Critic(nn.Module):
    def __init__(self, attributes=10):
        super().__init__()
        widths = (3, 32, 64, 96, 128)
        blocks = [CriticBlock(a, b) for a, b in pairwise(widths)]
        self.blocks = nn.Sequential(*blocks)
        self.last = spectral_norm(nn.Conv2d(128, 128, 3, padding=1))
        self.real = spectral_norm(nn.Linear(128, 1))
        self.fits = spectral_norm(nn.Linear(attributes, 128, bias=False))

    def score(self, face, attributes):
        h = F.leaky_relu(self.last(self.blocks(face)), 0.2).sum(dim=(2, 3))
        return self.real(h).squeeze(1) + (self.fits(attributes) * h).sum(dim=1)

    def forward(self, real, fake, attributes):
        real, fake = self.score(real, attributes), self.score(fake, attributes)
        return real - fake.mean(), fake - real.mean()


def build():
    return Critic()
