"""Detector in the manner of a config-driven toolbox: registry, backbone, FPN neck, dense head.

People change the backbone of such a config: https://github.com/liuch37/pan-pytorch/issues/5
"""

import copy

import torch.nn as nn
import torch.nn.functional as F
from torchvision import models

REGISTRY = {}


def register(cls):
    REGISTRY[cls.__name__] = cls
    return cls


def build_from_cfg(cfg):
    cfg = dict(cfg)
    return REGISTRY[cfg.pop("type")](**cfg)


CONFIG = {
    "backbone": {"type": "ResNet", "depth": 50, "out_indices": (0, 1, 2, 3)},
    "neck": {
        "type": "FPN",
        "in_channels": [64, 128, 256, 512],  # FAULT
        "out_channels": 64,
    },
    "head": {"type": "DenseHead", "in_channels": 64, "num_classes": 8},
}


@register
class ResNet(nn.Module):
    def __init__(self, depth, out_indices):
        super().__init__()
        net = getattr(models, f"resnet{depth}")(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3, net.layer4])
        self.out_indices = out_indices

    def forward(self, x):
        x, outs = self.stem(x), []
        for i, stage in enumerate(self.stages):
            x = stage(x)
            if i in self.out_indices:
                outs.append(x)
        return outs


@register
class FPN(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.lateral = nn.ModuleList([nn.Conv2d(c, out_channels, 1) for c in in_channels])
        self.smooth = nn.ModuleList(
            [nn.Conv2d(out_channels, out_channels, 3, padding=1) for _ in in_channels]
        )

    def forward(self, inputs):
        outs = [conv(x) for conv, x in zip(self.lateral, inputs, strict=True)]  # SHOWS
        for i in range(len(outs) - 1, 0, -1):
            outs[i - 1] = outs[i - 1] + F.interpolate(outs[i], size=outs[i - 1].shape[-2:])
        return [conv(x) for conv, x in zip(self.smooth, outs, strict=True)]


@register
class DenseHead(nn.Module):
    def __init__(self, in_channels, num_classes):
        super().__init__()
        self.cls = nn.Conv2d(in_channels, num_classes, 3, padding=1)
        self.reg = nn.Conv2d(in_channels, 4, 3, padding=1)

    def forward(self, feats):
        return [self.cls(f) for f in feats], [self.reg(f) for f in feats]


class Detector(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.backbone = build_from_cfg(config["backbone"])
        self.neck = build_from_cfg(config["neck"])
        self.head = build_from_cfg(config["head"])

    def forward(self, x):
        return self.head(self.neck(self.backbone(x)))


def build():
    return Detector(CONFIG)


def mended():
    config = copy.deepcopy(CONFIG)
    config["neck"]["in_channels"] = [256, 512, 1024, 2048]
    return Detector(config)
