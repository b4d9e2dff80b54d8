"""How many people are in the crowd? A density map from a feature pyramid; its sum is the count."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class CrowdCounter(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.stages = nn.ModuleList([net.layer2, net.layer3, net.layer4])
        self.lateral = nn.ModuleList([nn.Conv2d(c, width, 1) for c in (128, 256, 512)])
        self.smooth = nn.Conv2d(width, width, 3, padding=1)
        self.density = nn.Conv2d(width, 1, 1)

    def top_down(self, laterals):
        for i in range(len(laterals) - 1, 0, -1):
            size = laterals[i - 1].shape[-2:]
            laterals[i - 1] += F.interpolate(laterals[i], size=size, mode="nearest")  # FAULT
        return laterals[0]

    def forward(self, x):
        feats = []
        x = self.stem(x)
        for stage in self.stages:
            x = stage(x)
            feats.append(x)
        laterals = [F.relu(conv(f)) for conv, f in zip(self.lateral, feats)]
        fused = F.relu(self.smooth(self.top_down(laterals)))
        return F.softplus(self.density(fused))


def build():
    return CrowdCounter()


class Mended(CrowdCounter):
    def top_down(self, laterals):
        out = laterals[-1]
        for lateral in laterals[-2::-1]:
            out = lateral + F.interpolate(out, size=lateral.shape[-2:], mode="nearest")
        return out


def mended():
    return Mended()
