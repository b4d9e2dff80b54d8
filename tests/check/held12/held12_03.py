"""Change detection: the features of two dates are joined and decoded."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class ChangeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(True), nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU(True)
        )
        self.decoder = nn.Conv2d(64, 1, 1)

    def join(self, before, after):
        return torch.cat(before, after, dim=1)  # FAULT

    def forward(self, before, after):
        size = before.shape[-2:]
        both = self.join(self.encoder(before), self.encoder(after))
        return F.interpolate(self.decoder(both), size=size, mode="bilinear", align_corners=False)


def build():
    return ChangeNet()


class Mended(ChangeNet):
    def join(self, before, after):
        return torch.cat([before, after], dim=1)


def mended():
    return Mended()
