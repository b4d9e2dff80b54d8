"""A mixer over the 7 x 7 places of ResNet-18's last map: it takes 224 x 224 and what rounds to it."""

import torch.nn as nn
from torchvision.models import resnet18


class MixerBlock(nn.Module):
    def __init__(self, places, dim, expand=2):
        super().__init__()
        self.norm1 = nn.LayerNorm(dim)
        self.across = nn.Sequential(
            nn.Linear(places, places * expand), nn.GELU(), nn.Linear(places * expand, places)
        )
        self.norm2 = nn.LayerNorm(dim)
        self.within = nn.Sequential(
            nn.Linear(dim, dim * expand), nn.GELU(), nn.Linear(dim * expand, dim)
        )

    def forward(self, x):
        x = x + self.across(self.norm1(x).transpose(1, 2)).transpose(1, 2)
        return x + self.within(self.norm2(x))


class ResMixer(nn.Module):
    def __init__(self, dim=64, depth=2, num_classes=102):
        super().__init__()
        self.body = nn.Sequential(*list(resnet18(weights=None).children())[:-2])
        self.embed = nn.Linear(512, dim)
        self.blocks = nn.Sequential(*(MixerBlock(7 * 7, dim) for _ in range(depth)))
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, num_classes)

    def forward(self, x):
        x = self.body(x)
        x = x.flatten(2).transpose(1, 2)
        x = self.blocks(self.embed(x))
        return self.head(self.norm(x).mean(dim=1))


def build():
    return ResMixer()
