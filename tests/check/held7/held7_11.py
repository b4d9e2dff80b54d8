"""A PANet neck on C3..C5: top-down, then bottom-up again; objectness for each level."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18
from torchvision.models.feature_extraction import create_feature_extractor


class Fuse(nn.Module):
    """Weighted sum of two maps, fast normalised as in BiFPN."""

    def __init__(self, ch, eps=1e-4):
        super().__init__()
        self.w = nn.Parameter(torch.ones(2))
        self.eps = eps
        self.conv = nn.Sequential(
            nn.Conv2d(ch, ch, 3, padding=1, bias=False), nn.BatchNorm2d(ch), nn.SiLU()
        )

    def forward(self, a, b):
        w = F.relu(self.w)
        w = w / (w.sum() + self.eps)
        self.conv(w[0] * a + w[1] * b)  # FAULT


class PANet(nn.Module):
    def __init__(self, fuse=Fuse, ch=48):
        super().__init__()
        self.backbone = create_feature_extractor(
            resnet18(weights=None), {"layer2": "c3", "layer3": "c4", "layer4": "c5"}
        )
        self.lat = nn.ModuleDict(
            {k: nn.Conv2d(c, ch, 1) for k, c in [("c3", 128), ("c4", 256), ("c5", 512)]}
        )
        self.td4, self.td3 = fuse(ch), fuse(ch)
        self.bu4, self.bu5 = fuse(ch), fuse(ch)
        self.down = nn.ModuleList([nn.Conv2d(ch, ch, 3, 2, 1) for _ in range(2)])
        self.obj = nn.Conv2d(ch, 1, 1)

    def forward(self, x):
        f = self.backbone(x)
        p3, p4, p5 = [self.lat[k](f[k]) for k in ("c3", "c4", "c5")]
        p4 = self.td4(p4, F.interpolate(p5, size=p4.shape[-2:]))
        p3 = self.td3(p3, F.interpolate(p4, size=p3.shape[-2:]))  # SHOWS
        n4 = self.bu4(p4, self.down[0](p3))
        n5 = self.bu5(p5, self.down[1](n4))
        return [self.obj(level) for level in (p3, n4, n5)]


def build():
    return PANet()


class MendedFuse(Fuse):
    def forward(self, a, b):
        w = F.relu(self.w)
        w = w / (w.sum() + self.eps)
        return self.conv(w[0] * a + w[1] * b)


def mended():
    return PANet(MendedFuse)
