"""ViT with a convolutional stem, for 224 x 224 alone: 14 x 14 places and a class token."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class HybridViT(nn.Module):
    def __init__(self, dim=96, depth=2, heads=3, num_classes=100):
        super().__init__()
        stem = list(resnet18(weights=None).children())[:7]  # to layer3: stride 16
        self.stem = nn.Sequential(*stem)
        self.embed = nn.Conv2d(256, dim, 1)
        self.cls = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos = nn.Parameter(torch.randn(1, 1 + 14 * 14, dim) * 0.02)
        layer = nn.TransformerEncoderLayer(
            dim, heads, dim * 2, dropout=0.0, norm_first=True, batch_first=True
        )
        self.blocks = nn.TransformerEncoder(layer, depth, enable_nested_tensor=False)
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, num_classes)
        nn.init.zeros_(self.head.bias)

    def forward(self, x):
        x = self.embed(self.stem(x)).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls.expand(x.shape[0], -1, -1), x], dim=1)
        x = self.blocks(x + self.pos)
        return self.head(self.norm(x)[:, 0])


def build():
    return HybridViT()
