"""Signature verification: two images, one embedding network, is it the same hand?

Shapes after a concatenation: https://github.com/layumi/Person_reID_baseline_pytorch/issues/409
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class SiameseNet(nn.Module):
    def __init__(self, dim=128):
        super().__init__()
        self.embed = resnet18(weights=None)
        self.embed.fc = nn.Linear(512, dim)
        self.compare = nn.Sequential(
            nn.Linear(2 * dim, 64),
            nn.ReLU(inplace=True),
            nn.Dropout(0.2),
            nn.Linear(64, 1),
        )

    def join(self, first, second):
        return torch.cat((first, second))  # FAULT

    def forward(self, first, second):
        pair = self.join(self.embed(first), self.embed(second))
        return self.compare(pair)  # SHOWS


def build():
    return SiameseNet()


class Mended(SiameseNet):
    def join(self, first, second):
        return torch.cat((first, second), dim=1)


def mended():
    return Mended()
