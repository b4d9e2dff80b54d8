"""Land cover from four bands: the encoder's batch norms stay as they are, the decoder has group norm."""

from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import models


@dataclass
class LandConfig:
    arch: str = "resnet18"
    bands: int = 4
    width: int = 32
    num_classes: int = 6


def widen_stem(conv, bands):
    """A first convolution for more bands: those of the colours, and their mean for the rest."""
    new = nn.Conv2d(bands, conv.out_channels, conv.kernel_size, conv.stride, conv.padding, bias=False)
    with torch.no_grad():
        new.weight[:, :3] = conv.weight
        new.weight[:, 3:] = conv.weight.mean(dim=1, keepdim=True)
    return new


class FrozenNormEncoder(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        net = getattr(models, cfg.arch)(weights=None)
        self.stem = nn.Sequential(widen_stem(net.conv1, cfg.bands), net.bn1, net.relu, net.maxpool)
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3])
        self.hold_norms()

    def hold_norms(self):
        for module in self.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval().requires_grad_(False)

    def train(self, mode=True):
        super().train(mode)
        self.hold_norms()
        return self

    def forward(self, x):
        x, feats = self.stem(x), []
        for stage in self.stages:
            x = stage(x)
            feats.append(x)
        return feats


def conv_gn(in_channels, out_channels):
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 3, padding=1, bias=False),
        nn.GroupNorm(4, out_channels),
        nn.ReLU(inplace=True),
    )


class LandNet(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.encoder = FrozenNormEncoder(cfg)
        self.high = conv_gn(256, cfg.width)
        self.low = conv_gn(64, cfg.width)
        self.fuse = conv_gn(2 * cfg.width, cfg.width)
        self.predict = nn.Conv2d(cfg.width, cfg.num_classes, 1)

    def forward(self, x):
        low, *_, high = self.encoder(x)
        high = F.interpolate(self.high(high), size=low.shape[-2:])
        out = self.predict(self.fuse(torch.cat([self.low(low), high], dim=1)))
        out = F.interpolate(out, size=x.shape[-2:], mode="bilinear", align_corners=False)
        return F.log_softmax(out, dim=1)  # for NLLLoss


def build():
    return LandNet(LandConfig())
