"""Spectra of feature maps by NumPy, for textures."""

import numpy as np
import torch
import torch.nn as nn


class Spectrum(nn.Module):
    def forward(self, x):
        spectrum = np.abs(np.fft.fft2(x.numpy()))  # FAULT
        return torch.from_numpy(np.log1p(spectrum)).float()


class TextureNet(nn.Module):
    def __init__(self, spectrum=Spectrum, classes=8):
        super().__init__()
        self.conv = nn.Conv2d(3, 12, 3, 2, 1)
        self.spectrum = spectrum()
        self.fc = nn.Linear(12, classes)

    def forward(self, x):
        return self.fc(self.spectrum(self.conv(x)).mean((2, 3)))


def build():
    return TextureNet()


class Mended(nn.Module):
    def forward(self, x):
        return torch.log1p(torch.fft.fft2(x).abs())


def mended():
    return TextureNet(spectrum=Mended)
