"""Where a part is broken: maps of three layers are taken by hooks, and scored at each place."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class PatchScorer(nn.Module):
    taps = ("layer1", "layer2", "layer3")

    def __init__(self, width=32):
        super().__init__()
        self.net = resnet18(weights=None)
        self.net.layer4 = nn.Identity()
        self.net.fc = nn.Identity()
        self.maps = {}
        self.listen()
        self.score = nn.Sequential(
            nn.Conv2d(64 + 128 + 256, width, 1), nn.GELU(), nn.Conv2d(width, 1, 1)
        )

    def listen(self):
        for name in self.taps:

            def keep(module, args, output):
                self.maps[name] = output  # noqa: B023  # FAULT

            getattr(self.net, name).register_forward_hook(keep)

    def forward(self, x):
        self.maps.clear()
        self.net(x)
        size = self.maps["layer1"].shape[-2:]  # SHOWS
        maps = [F.interpolate(self.maps[name], size=size, mode="nearest") for name in self.taps]
        return self.score(torch.cat(maps, dim=1))


def build():
    return PatchScorer()


class Mended(PatchScorer):
    def listen(self):
        for name in self.taps:

            def keep(module, args, output, name=name):
                self.maps[name] = output

            getattr(self.net, name).register_forward_hook(keep)


def mended():
    return Mended()
