"""CNN and transformer: the last feature map as tokens, with a table of sines for their places.

A table from numpy: https://www.codegenes.net/blog/pytorch-mat1-and-mat2-must-have-the-same-dtype
"""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn as nn
from torchvision.models import resnet18


@dataclass
class TransformerConfig:
    dim: int = 64
    heads: int = 4
    depth: int = 2
    max_tokens: int = 256


def sinusoid_table(length, dim):
    place = np.arange(length)[:, None] / np.power(10000, 2 * (np.arange(dim)[None] // 2) / dim)
    place[:, 0::2], place[:, 1::2] = np.sin(place[:, 0::2]), np.cos(place[:, 1::2])
    return torch.from_numpy(place).unsqueeze(0)  # FAULT


class Tokens(nn.Module):
    def __init__(self, in_channels, cfg):
        super().__init__()
        self.proj = nn.Conv2d(in_channels, cfg.dim, 1)
        self.register_buffer("pos", self.make_table(cfg))

    def make_table(self, cfg):
        return sinusoid_table(cfg.max_tokens, cfg.dim)  # FAULT

    def forward(self, x):
        x = self.proj(x).flatten(2).transpose(1, 2)
        return x + self.pos[:, : x.shape[1]]  # FAULT


class TransformerClassifier(nn.Module):
    tokens_cls = Tokens

    def __init__(self, cfg, num_classes=10):
        super().__init__()
        self.features = nn.Sequential(*list(resnet18(weights=None).children())[:-2])
        self.tokens = self.tokens_cls(512, cfg)
        layer = nn.TransformerEncoderLayer(cfg.dim, cfg.heads, 2 * cfg.dim, 0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, cfg.depth)
        self.head = nn.Linear(cfg.dim, num_classes)

    def forward(self, x):
        x = self.tokens(self.features(x))
        x = self.encoder(x)  # SHOWS
        return self.head(x.mean(dim=1))


def build():
    return TransformerClassifier(TransformerConfig())


class MendedTokens(Tokens):
    def make_table(self, cfg):
        return sinusoid_table(cfg.max_tokens, cfg.dim).float()


class Mended(TransformerClassifier):
    tokens_cls = MendedTokens


def mended():
    return Mended(TransformerConfig())
