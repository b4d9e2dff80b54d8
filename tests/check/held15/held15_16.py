"""Ships in radar images: a one-stage detector, three levels of ResNet-18, anchors at each place.

The error of https://github.com/NVIDIA/DeepLearningExamples/issues/508.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class PredictionHead(nn.Module):
    def __init__(self, in_channels, num_anchors, values):
        super().__init__()
        self.values = values
        self.conv = nn.Conv2d(in_channels, num_anchors * values, 3, padding=1)

    def forward(self, x):
        x = self.conv(x).permute(0, 2, 3, 1)
        return x.view(x.size(0), -1, self.values)  # FAULT


class ShipSSD(nn.Module):
    def __init__(self, num_classes=2, num_anchors=4, head=PredictionHead):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = nn.Conv2d(1, 64, 7, stride=2, padding=3, bias=False)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.stages = nn.ModuleList([net.layer2, net.layer3, net.layer4])
        channels = (128, 256, 512)
        self.loc = nn.ModuleList(head(c, num_anchors, 4) for c in channels)
        self.conf = nn.ModuleList(head(c, num_anchors, num_classes) for c in channels)

    def forward(self, x):
        x = self.stem(x)
        locs, confs = [], []
        for stage, loc, conf in zip(self.stages, self.loc, self.conf):
            x = stage(x)
            locs.append(loc(x))
            confs.append(conf(x))
        return torch.cat(locs, dim=1), torch.cat(confs, dim=1)


def build():
    return ShipSSD()


class MendedHead(PredictionHead):
    def forward(self, x):
        x = self.conv(x).permute(0, 2, 3, 1)
        return x.reshape(x.size(0), -1, self.values)


def mended():
    return ShipSSD(head=MendedHead)
