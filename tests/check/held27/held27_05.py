"""Crowd counting with a feature pyramid: one map of people from three levels.

https://github.com/lyongo/NWPU-MOC/issues/4
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def conv_bn_relu(c_in, c_out, k):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, k, padding=k // 2, bias=False), nn.BatchNorm2d(c_out), nn.ReLU()
    )


class FPNHead(nn.Module):
    def __init__(self, in_channels=(128, 256, 512), out_channels=64):
        super().__init__()
        self.lateral_convs = nn.ModuleList([conv_bn_relu(c, out_channels, 1) for c in in_channels])
        self.fpn_conv = conv_bn_relu(out_channels, out_channels, 3)

    def top_down(self, laterals):
        for i in range(len(laterals) - 1, 0, -1):
            size = laterals[i - 1].shape[2:]
            laterals[i - 1] += F.interpolate(laterals[i], size=size, mode="nearest")  # FAULT
        return laterals

    def forward(self, inputs):
        laterals = [conv(f) for conv, f in zip(self.lateral_convs, inputs)]
        laterals = self.top_down(laterals)
        return self.fpn_conv(laterals[0])


class CountNet(nn.Module):
    def __init__(self, head=FPNHead):
        super().__init__()
        r = resnet18(weights=None)
        self.stem = nn.Sequential(r.conv1, r.bn1, r.relu, r.maxpool, r.layer1)
        self.layer2, self.layer3, self.layer4 = r.layer2, r.layer3, r.layer4
        self.fpn = head()
        self.density = nn.Conv2d(64, 1, 1)

    def forward(self, x):
        feats = [self.layer2(self.stem(x))]
        feats.append(self.layer3(feats[-1]))
        feats.append(self.layer4(feats[-1]))
        return self.density(self.fpn(feats))


def build():
    return CountNet()


class Mended(FPNHead):
    def top_down(self, laterals):
        for i in range(len(laterals) - 1, 0, -1):
            size = laterals[i - 1].shape[2:]
            laterals[i - 1] = laterals[i - 1] + F.interpolate(laterals[i], size=size, mode="nearest")
        return laterals


def mended():
    return CountNet(Mended)
