"""DeepLab over a backbone of torchvision, with the output stride of the config.

A smaller backbone is often asked for: https://github.com/pytorch/vision/issues/2121
"""

from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import models
from torchvision.models._utils import IntermediateLayerGetter

DILATION = {8: (False, True, True), 16: (False, False, True), 32: (False, False, False)}
CHANNELS = {"resnet18": 512, "resnet34": 512, "resnet50": 2048, "resnet101": 2048}


@dataclass
class DeepLabConfig:
    backbone: str = "resnet34"  # FAULT
    output_stride: int = 16  # FAULT
    aspp_dim: int = 64
    rates: tuple = (6, 12, 18)
    num_classes: int = 21


def make_backbone(name, output_stride):
    net = getattr(models, name)(  # SHOWS
        weights=None,
        replace_stride_with_dilation=DILATION[output_stride],
    )
    return IntermediateLayerGetter(net, {"layer4": "out"})


class ASPP(nn.Module):
    def __init__(self, in_channels, dim, rates):
        super().__init__()
        branches = [nn.Conv2d(in_channels, dim, 1)]
        branches += [nn.Conv2d(in_channels, dim, 3, padding=r, dilation=r) for r in rates]
        self.branches = nn.ModuleList(branches)
        self.pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(in_channels, dim, 1))
        self.project = nn.Conv2d(dim * (len(branches) + 1), dim, 1)

    def forward(self, x):
        outs = [branch(x) for branch in self.branches]
        outs.append(self.pool(x).expand_as(outs[0]))
        return F.relu(self.project(torch.cat(outs, dim=1)))


class DeepLab(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.backbone = make_backbone(cfg.backbone, cfg.output_stride)
        self.aspp = ASPP(CHANNELS[cfg.backbone], cfg.aspp_dim, cfg.rates)
        self.classifier = nn.Conv2d(cfg.aspp_dim, cfg.num_classes, 1)

    def forward(self, x):
        out = self.classifier(self.aspp(self.backbone(x)["out"]))
        return F.interpolate(out, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return DeepLab(DeepLabConfig())


def mended():
    return DeepLab(DeepLabConfig(backbone="resnet50"))
