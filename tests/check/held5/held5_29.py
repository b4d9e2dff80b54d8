"""Sentinel-2, thirteen bands in tiles of 64 x 64: the four of ten metres and the nine others have a stem
each, and every place of the 8 x 8 map has something of its own that is learned.
"""

import torch
from torch import nn
from torchvision.models.resnet import BasicBlock, conv1x1


def stem(bands, width):
    return nn.Sequential(
        nn.Conv2d(bands, width, 5, stride=2, padding=2, bias=False),
        nn.BatchNorm2d(width),
        nn.ReLU(inplace=True),
    )


def stage(inside, out):
    shortcut = nn.Sequential(conv1x1(inside, out, 2), nn.BatchNorm2d(out))
    return nn.Sequential(BasicBlock(inside, out, 2, shortcut), BasicBlock(out, out))


class SentinelNet(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.fine, self.coarse = stem(4, 32), stem(9, 32)
        self.stage1, self.stage2 = stage(64, 96), stage(96, 160)
        self.place = nn.Parameter(torch.randn(1, 160, 8, 8) * 0.02)
        self.mix = nn.Sequential(nn.Conv2d(160, 160, 3, padding=1), nn.GELU())
        self.head = nn.Linear(160, num_classes)

    def forward(self, tile):
        fine, coarse = tile.tensor_split([4], dim=1)
        x = torch.cat((self.fine(fine), self.coarse(coarse)), dim=1)
        x = self.stage2(self.stage1(x)) + self.place
        return self.head(self.mix(x).mean(dim=(-2, -1)))


def build():
    return SentinelNet()
