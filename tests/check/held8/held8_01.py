"""Polyp segmentation after U-Net v2: each level gets what the others have seen, by products."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class SDI(nn.Module):
    """Semantics and detail infusion."""

    def __init__(self, channel, levels=4):
        super().__init__()
        self.convs = self.make(channel, levels)

    def make(self, channel, levels):
        return nn.ModuleList([nn.Conv2d(channel, channel, 3, padding=1)] * levels)  # FAULT

    def forward(self, xs, anchor):
        ans = 1
        for conv, x in zip(self.convs, xs):
            if x.shape[-2:] != anchor.shape[-2:]:
                x = F.interpolate(x, size=anchor.shape[-2:], mode="bilinear", align_corners=True)
            ans = ans * conv(x)
        return ans


class UNetV2(nn.Module):
    def __init__(self, channel=16, n_classes=1, sdi=SDI):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3, net.layer4])
        self.trans = nn.ModuleList([nn.Conv2d(c, channel, 1) for c in (64, 128, 256, 512)])
        self.sdis = nn.ModuleList([sdi(channel) for _ in range(4)])
        self.outs = nn.ModuleList([nn.Conv2d(channel, n_classes, 1) for _ in range(4)])

    def forward(self, x):
        size = x.shape[-2:]
        feats = []
        x = self.stem(x)
        for stage, trans in zip(self.stages, self.trans):
            x = stage(x)
            feats.append(trans(x))
        y = None
        for sdi, out, anchor in zip(reversed(self.sdis), reversed(self.outs), reversed(feats)):
            seen = out(sdi(feats, anchor))
            if y is not None:
                seen = seen + F.interpolate(y, size=seen.shape[-2:], mode="bilinear")
            y = seen
        return F.interpolate(y, size=size, mode="bilinear")


def build():
    return UNetV2()


class Mended(SDI):
    def make(self, channel, levels):
        return nn.ModuleList([nn.Conv2d(channel, channel, 3, padding=1) for _ in range(levels)])


def mended():
    return UNetV2(sdi=Mended)
