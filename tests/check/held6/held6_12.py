"""Fields, woods, water, towns and roads: atrous spatial pyramid pooling on the map of a ResNet.

nn.CrossEntropyLoss() for every pixel. Tiles are large, so there is one or two in a batch.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def conv_bn(inp, out, k, rate=1):
    pad = rate * (k // 2)
    return [
        nn.Conv2d(inp, out, k, padding=pad, dilation=rate, bias=False),
        nn.BatchNorm2d(out),
        nn.ReLU(),
    ]


def image_pool(inp, out):
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), *conv_bn(inp, out, 1))  # FAULT


class ASPP(nn.Module):
    def __init__(self, inp, out, pool, rates=(2, 4)):
        super().__init__()
        self.branches = nn.ModuleList([nn.Sequential(*conv_bn(inp, out, 1))])
        for rate in rates:
            self.branches.append(nn.Sequential(*conv_bn(inp, out, 3, rate)))
        self.pool = pool(inp, out)
        self.project = nn.Sequential(*conv_bn(out * (len(rates) + 2), out, 1), nn.Dropout(0.1))

    def forward(self, x):
        seen = [branch(x) for branch in self.branches]
        whole = self.pool(x)  # SHOWS
        seen.append(whole.expand(-1, -1, *x.shape[-2:]))
        return self.project(torch.cat(seen, dim=1))


class LandCover(nn.Module):
    def __init__(self, pool=image_pool, classes=5):
        super().__init__()
        resnet = resnet18(weights=None)
        self.encoder = nn.Sequential(*list(resnet.children())[:-2])
        self.aspp = ASPP(512, 48, pool)
        self.classify = nn.Conv2d(48, classes, 1)

    def forward(self, tile):
        x = self.classify(self.aspp(self.encoder(tile)))
        return F.interpolate(x, size=tile.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return LandCover()


def image_pool_without_norm(inp, out):
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(inp, out, 1), nn.ReLU())


def mended():
    return LandCover(image_pool_without_norm)
