"""Real or generated: the image and its spectrum, in two streams; labels are a vector of N floats.

The mistake is met at https://www.iiask.com/34l57998.html
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class Spectrum(nn.Module):
    """The logarithm of the amplitudes, with the mean in the middle."""

    def forward(self, x):
        amplitude = torch.fft.fftshift(torch.fft.fft2(x, norm="ortho"), dim=(-2, -1)).abs()
        return torch.log1p(amplitude)


class FakeDetector(nn.Module):
    def __init__(self, width=32):
        super().__init__()
        self.rgb = resnet18(weights=None)
        self.rgb.fc = nn.Identity()
        self.spectrum = nn.Sequential(
            Spectrum(),
            nn.Conv2d(3, width, 3, stride=2, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(width, 2 * width, 3, stride=2, padding=1),
            nn.ReLU(inplace=True),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
        )
        self.fake = nn.Linear(512 + 2 * width, 1)  # FAULT

    def forward(self, x):
        both = torch.cat([self.rgb(x), self.spectrum(x)], dim=1)
        return self.fake(both)  # FAULT


def build():
    return FakeDetector()


class Mended(FakeDetector):
    def forward(self, x):
        return super().forward(x).squeeze(1)


def mended():
    return Mended()
