"""Polyp segmentation. Masks are (N, H, W) with 0.0 and 1.0; criterion is nn.BCEWithLogitsLoss.

https://github.com/PacktPublishing/Modern-Computer-Vision-with-PyTorch/issues/25
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class PolypNet(nn.Module):
    def __init__(self, mid=64):
        super().__init__()
        net = resnet18(weights=None)
        self.encoder = nn.Sequential(*list(net.children())[:-3])
        self.reduce = nn.Sequential(
            nn.Conv2d(256, mid, 3, padding=1, bias=False), nn.BatchNorm2d(mid), nn.ReLU(inplace=True)
        )
        self.classifier = nn.Conv2d(mid, 1, kernel_size=1)

    def upsample(self, logits, size):
        return F.interpolate(logits, size=size, mode="bilinear", align_corners=False)  # FAULT

    def forward(self, x):
        logits = self.classifier(self.reduce(self.encoder(x)))
        return self.upsample(logits, x.shape[-2:])  # FAULT


def build():
    return PolypNet()


class Mended(PolypNet):
    def upsample(self, logits, size):
        return super().upsample(logits, size).squeeze(1)


def mended():
    return Mended()
