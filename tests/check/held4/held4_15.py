"""Parts of a horse, pixel by pixel, from hypercolumns: three stages of a ResNet-18 laid on each other.

Photographs are of any size. criterion = nn.CrossEntropyLoss(), with a mask of the photograph's size.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class HypercolumnNet(nn.Module):
    def __init__(self, num_parts=7):
        super().__init__()
        base = resnet18(weights=None)
        self.stem = nn.Sequential(base.conv1, base.bn1, base.relu, base.maxpool)
        self.layer1 = base.layer1
        self.layer2 = base.layer2
        self.layer3 = base.layer3
        self.layer4 = base.layer4
        self.pixel_mlp = nn.Sequential(
            nn.Conv2d(128 + 256 + 512, 128, kernel_size=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(128, num_parts, kernel_size=1),
        )

    def enlarge(self, small, like):
        return F.interpolate(small, size=(28, 28), mode="bilinear", align_corners=False)  # FAULT

    def forward(self, x):
        c2 = self.layer2(self.layer1(self.stem(x)))
        c3 = self.layer3(c2)
        c4 = self.layer4(c3)
        column = torch.cat([c2, self.enlarge(c3, c2), self.enlarge(c4, c2)], dim=1)  # SHOWS
        scores = self.pixel_mlp(column)
        return F.interpolate(scores, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return HypercolumnNet()


class Mended(HypercolumnNet):
    def enlarge(self, small, like):
        return F.interpolate(small, size=like.shape[-2:], mode="bilinear", align_corners=False)


def mended():
    return Mended()
