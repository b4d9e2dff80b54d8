"""Face attributes: one trunk, and a binary head for each attribute that the config names.

One module under several names is one set of weights: https://github.com/pytorch/vision/issues/3802
"""

from dataclasses import dataclass, field

import torch.nn as nn
from torchvision import models


@dataclass
class AttributeConfig:
    arch: str = "resnet18"
    attributes: list = field(default_factory=lambda: ["smiling", "glasses", "beard", "hat"])
    hidden: int = 128


def make_trunk(arch):
    net = getattr(models, arch)(weights=None)
    dim = net.fc.in_features
    net.fc = nn.Identity()
    return net, dim


def make_head(dim, hidden, out=2):
    return nn.Sequential(nn.Linear(dim, hidden), nn.ReLU(inplace=True), nn.Linear(hidden, out))


class AttributeNet(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.attributes = cfg.attributes
        self.trunk, dim = make_trunk(cfg.arch)
        self.heads = self.make_heads(dim, cfg)

    def make_heads(self, dim, cfg):
        return nn.ModuleDict(dict.fromkeys(cfg.attributes, make_head(dim, cfg.hidden)))  # FAULT

    def forward(self, x):
        feat = self.trunk(x)
        return {name: self.heads[name](feat) for name in self.attributes}


def build():
    return AttributeNet(AttributeConfig())


class Mended(AttributeNet):
    def make_heads(self, dim, cfg):
        return nn.ModuleDict({name: make_head(dim, cfg.hidden) for name in cfg.attributes})


def mended():
    return Mended(AttributeConfig())
