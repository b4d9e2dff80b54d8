"""Cracks in walls, from photographs of any size: padded for the network, and cut to size after it.

nn.BCEWithLogitsLoss() for each pixel.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models.feature_extraction import create_feature_extractor
from torchvision.models.resnet import BasicBlock, ResNet


class CrackNet(nn.Module):
    def __init__(self):
        super().__init__()
        nodes = {"relu": "2", "layer1": "4", "layer2": "8", "layer3": "16", "layer4": "32"}
        self.encoder = create_feature_extractor(ResNet(BasicBlock, [1, 1, 1, 1]), nodes)
        widths = {"2": 64, "4": 64, "8": 128, "16": 256, "32": 512}
        self.reduce = nn.ModuleDict({name: nn.Conv2d(width, 24, 1) for name, width in widths.items()})
        self.blend = nn.Conv2d(24, 24, 3, padding=1)
        self.score = nn.Conv2d(24, 1, 1)

    def forward(self, photo):
        h, w = photo.shape[-2:]
        padded = F.pad(photo, (0, -w % 32, 0, -h % 32))
        maps = self.encoder(padded)
        y = self.reduce["32"](maps["32"])
        for name in ("16", "8", "4", "2"):
            y = F.interpolate(y, scale_factor=2.0)
            y += self.reduce[name](maps[name])
            y = torch.relu(self.blend(y))
        y = F.interpolate(self.score(y), scale_factor=2.0, mode="bilinear", align_corners=False)
        return y[..., :h, :w]


def build():
    return CrackNet()
