"""Which artist? A small hybrid: a ResNet reads the painting, a transformer relates its regions."""

import torch.nn as nn
from torchvision.models import resnet18


class HybridTransformer(nn.Module):
    def __init__(self, num_classes=23, d_model=128, num_layers=2):
        super().__init__()
        backbone = resnet18(weights=None)
        self.stem = nn.Sequential(*list(backbone.children())[:7])
        self.proj = nn.Conv2d(256, d_model, kernel_size=1)
        self.encoder = nn.TransformerEncoder(self.make_layer(d_model), num_layers=num_layers)
        self.norm = nn.LayerNorm(d_model)
        self.head = nn.Linear(d_model, num_classes)

    def make_layer(self, d_model):
        return nn.TransformerEncoderLayer(d_model, nhead=4, dim_feedforward=256, dropout=0.1)  # FAULT

    def forward(self, x):
        x = self.proj(self.stem(x))
        tokens = x.flatten(2).transpose(1, 2)  # (batch, regions, d_model)
        tokens = self.encoder(tokens)
        return self.head(self.norm(tokens.mean(dim=1)))


def build():
    return HybridTransformer()


class Mended(HybridTransformer):
    def make_layer(self, d_model):
        return nn.TransformerEncoderLayer(
            d_model, nhead=4, dim_feedforward=256, dropout=0.1, batch_first=True
        )


def mended():
    return Mended()
