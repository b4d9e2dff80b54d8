"""Roofs in aerial images: FCN on a ResNet-18; an auxiliary head on the third stage helps it train."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class FCNHead(nn.Sequential):
    def __init__(self, n_in, n_classes):
        mid = n_in // 4
        super().__init__(
            nn.Conv2d(n_in, mid, 3, padding=1, bias=False),
            nn.BatchNorm2d(mid),
            nn.ReLU(),
            nn.Dropout(0.1),
            nn.Conv2d(mid, n_classes, 1),
        )


class RoofNet(nn.Module):
    def __init__(self, n_classes=2):
        super().__init__()
        net = resnet18(weights=None)
        self.early = nn.Sequential(
            net.conv1, net.bn1, net.relu, net.maxpool, net.layer1, net.layer2, net.layer3
        )
        self.late = net.layer4
        self.head = FCNHead(512, n_classes)
        self.aux_head = FCNHead(256, n_classes)

    def forward(self, x):
        size = x.shape[-2:]
        c3 = self.early(x)
        c4 = self.late(c3)
        out = F.interpolate(self.head(c4), size=size, mode="bilinear", align_corners=False)
        if self.training:
            aux = F.interpolate(self.aux_head(c3), size=size, mode="bilinear", align_corners=False)
        return out, aux  # FAULT


def build():
    return RoofNet()


class Mended(RoofNet):
    def forward(self, x):
        if self.training:
            return super().forward(x)
        out = self.head(self.late(self.early(x)))
        return F.interpolate(out, size=x.shape[-2:], mode="bilinear", align_corners=False)


def mended():
    return Mended()
