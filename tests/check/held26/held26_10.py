"""Panoptic-FPN-like segmentation on an encoder with ``out_indices``, as timm has it.

https://github.com/huggingface/pytorch-image-models/issues/471 tells what happens with such indices.
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


class FeatureEncoder(nn.Module):
    """``features_only``: the levels of ``out_indices`` as a list."""

    channels = (64, 128, 256, 512)  # FAULT

    def __init__(self, out_indices=(1, 2, 3)):
        super().__init__()
        net = resnet34(weights=None)
        self.out_indices = out_indices
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.pool = net.maxpool
        stages = [net.layer1, net.layer2, net.layer3, net.layer4]
        self.stages = nn.ModuleList(stages[: max(out_indices)])

    @property
    def out_channels(self):
        return [self.channels[i] for i in self.out_indices]  # FAULT

    def forward(self, x):
        levels = [self.stem(x)]  # FAULT
        x = self.pool(levels[0])
        for stage in self.stages:
            x = stage(x)
            levels.append(x)
        return [levels[i] for i in self.out_indices]  # FAULT


class SegBranch(nn.Sequential):
    def __init__(self, in_channels, out_channels):
        super().__init__(
            nn.Conv2d(in_channels, out_channels, 3, padding=1, bias=False),
            nn.GroupNorm(8, out_channels),
            nn.ReLU(inplace=True),
        )


class SemanticFPN(nn.Module):
    encoder_cls = FeatureEncoder

    def __init__(self, num_classes=12, width=64, **encoder_kwargs):
        super().__init__()
        self.encoder = self.encoder_cls(**encoder_kwargs)
        self.branches = nn.ModuleList([SegBranch(c, width) for c in self.encoder.out_channels])
        self.predict = nn.Conv2d(width, num_classes, 1)

    def forward(self, x):
        feats = self.encoder(x)
        merged = 0
        for branch, feat in zip(self.branches, feats, strict=True):
            out = branch(feat)  # SHOWS
            merged = merged + F.interpolate(out, size=feats[0].shape[-2:])
        return F.interpolate(self.predict(merged), size=x.shape[-2:], mode="bilinear")


def build():
    return SemanticFPN(out_indices=(1, 2, 3))


class MendedEncoder(FeatureEncoder):
    channels = (64, 64, 128, 256, 512)


class Mended(SemanticFPN):
    encoder_cls = MendedEncoder


def mended():
    return Mended(out_indices=(1, 2, 3))
