"""Anomaly maps: features of three stages, taken by hooks, put together as large as the finest.

Maps of several sizes do not go into one cat; the sizes of these stages are discussed in
https://github.com/open-edge-platform/anomalib/pull/144
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18

LAYERS = {"layer1": 64, "layer2": 128, "layer3": 256}


class Hooked(nn.Module):
    """A ResNet that ends at layer3 and remembers what its stages gave."""

    def __init__(self, layers):
        super().__init__()
        self.net = resnet18(weights=None)
        self.net.layer4 = self.net.avgpool = self.net.fc = nn.Identity()
        self.seen = {}
        for name in layers:
            getattr(self.net, name).register_forward_hook(self._keep(name))

    def _keep(self, name):
        def hook(module, given, made):
            self.seen[name] = made

        return hook

    def forward(self, x):
        self.seen.clear()
        self.net(x)
        return list(self.seen.values())


class AnomalyNet(nn.Module):
    def __init__(self, layers=LAYERS):
        super().__init__()
        self.hooked = Hooked(layers)
        self.score = nn.Sequential(
            nn.Conv2d(sum(layers.values()), 64, 1), nn.ReLU(inplace=True), nn.Conv2d(64, 1, 1)
        )

    def embed(self, maps):
        maps = [F.avg_pool2d(one, 3, stride=1, padding=1) for one in maps]  # FAULT
        return torch.cat(maps, dim=1)  # FAULT

    def forward(self, x):
        score = self.score(self.embed(self.hooked(x)))
        return F.interpolate(score, size=x.shape[-2:], mode="bilinear", align_corners=False)


class Mended(AnomalyNet):
    def embed(self, maps):
        size = maps[0].shape[-2:]
        maps = [F.avg_pool2d(one, 3, stride=1, padding=1) for one in maps]
        return torch.cat([F.interpolate(one, size=size) for one in maps], dim=1)


def build():
    return AnomalyNet()


def mended():
    return Mended()
