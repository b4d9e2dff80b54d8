"""Change detection from two dates: one encoder, checkpointed to save memory, for both."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.checkpoint import checkpoint
from torchvision.models import resnet18


class ChangeNet(nn.Module):
    def __init__(self, dim=32, save_memory=True):
        super().__init__()
        net = resnet18(weights=None, norm_layer=lambda c: nn.GroupNorm(16, c))
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3])
        self.lateral = nn.ModuleList([nn.Conv2d(c, dim, 1) for c in (64, 128, 256)])
        self.fuse = nn.Sequential(nn.Conv2d(3 * dim, dim, 3, padding=1), nn.ReLU(), nn.Dropout2d(0.1))
        self.out = nn.Conv2d(dim, 1, 1)
        self.save_memory = save_memory

    def encode(self, x):
        maps = []
        x = self.stem(x)
        for stage in self.stages:
            if self.save_memory and self.training:
                x = checkpoint(stage, x, use_reentrant=False)
            else:
                x = stage(x)
            maps.append(x)
        return maps

    def forward(self, before, after):
        joined = []
        maps = list(zip(self.encode(before), self.encode(after)))
        size = maps[0][0].shape[-2:]
        for lateral, (a, b) in zip(self.lateral, maps):
            d = lateral(torch.abs(a - b))
            joined.append(F.interpolate(d, size=size, mode="bilinear", align_corners=False))
        y = self.out(self.fuse(torch.cat(joined, dim=1)))
        return F.interpolate(y, size=before.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return ChangeNet()
