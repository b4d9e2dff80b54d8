"""ResNet features as tokens of a transformer with a class token (GroupNorm, small batches)."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def group_norm(channels):
    return nn.GroupNorm(32, channels)


class ResNetTransformer(nn.Module):
    def __init__(self, dim=128, depth=2, heads=4, num_classes=12, grid=7):
        super().__init__()
        net = resnet18(weights=None, norm_layer=group_norm)
        self.backbone = nn.Sequential(*list(net.children())[:-2])
        self.proj = nn.Conv2d(512, dim, 1)
        self.cls_token = nn.Parameter(torch.randn(1, 1, dim) * 0.02)
        self.pos = nn.Parameter(torch.randn(1, dim, grid, grid) * 0.02)
        layer = nn.TransformerEncoderLayer(dim, heads, 2 * dim, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, depth)
        self.head = nn.Linear(dim, num_classes)

    def tokens(self, x):
        x = self.proj(self.backbone(x))
        pos = F.interpolate(self.pos, size=x.shape[-2:], mode="bilinear", align_corners=False)
        return (x + pos).flatten(2).transpose(1, 2)

    def forward(self, x):
        tokens = self.tokens(x)
        tokens = torch.cat([self.cls_token, tokens], dim=1)  # FAULT
        return self.head(self.encoder(tokens)[:, 0])


def build():
    return ResNetTransformer()


class Mended(ResNetTransformer):
    def forward(self, x):
        tokens = self.tokens(x)
        cls = self.cls_token.expand(len(tokens), -1, -1)
        return self.head(self.encoder(torch.cat([cls, tokens], dim=1))[:, 0])


def mended():
    return Mended()
