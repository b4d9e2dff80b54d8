"""Edges, learned at several depths of a ResNet-18 and put together (HED), for cracks in concrete.

criterion = nn.BCEWithLogitsLoss(): logits while it trains, else the probability of an edge.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class CrackEdges(nn.Module):
    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.stages = nn.ModuleList(
            [
                nn.Sequential(net.conv1, net.bn1, net.relu),
                nn.Sequential(net.maxpool, net.layer1),
                net.layer2,
                net.layer3,
            ]
        )
        self.sides = nn.ModuleList(nn.Conv2d(c, 1, kernel_size=1) for c in (64, 64, 128, 256))
        self.fuse = nn.Conv2d(4, 1, kernel_size=1, bias=False)
        nn.init.constant_(self.fuse.weight, 0.25)

    def forward(self, x):
        size = x.shape[-2:]
        edges = []
        for stage, side in zip(self.stages, self.sides):
            x = stage(x)
            edges.append(F.interpolate(side(x), size=size, mode="bilinear", align_corners=False))
        fused = self.fuse(torch.cat(edges, dim=1))
        if self.training:
            return fused
        return torch.sigmoid(fused)


def build():
    return CrackEdges()
