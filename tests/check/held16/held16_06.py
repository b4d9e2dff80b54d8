"""Rice diseases: places of a ResNet-18's map as tokens of a small transformer."""

import torch.nn as nn
from torchvision.models import resnet18


class PositionConv(nn.Module):
    """Positions out of the padding of a depthwise convolution: no size is fixed."""

    def __init__(self, dim):
        super().__init__()
        self.proj = nn.Conv2d(dim, dim, 3, padding=1, groups=dim)

    def forward(self, x):
        return x + self.proj(x)


def make_layer(dim, heads):
    return nn.TransformerEncoderLayer(dim, heads, dim_feedforward=2 * dim, dropout=0.1)  # FAULT


def make_mended_layer(dim, heads):
    return nn.TransformerEncoderLayer(dim, heads, dim_feedforward=2 * dim, dropout=0.1, batch_first=True)


class CNNTransformer(nn.Module):
    def __init__(self, num_classes=10, dim=128, depth=2, heads=4, layer=make_layer):
        super().__init__()
        net = resnet18(weights=None)
        self.cnn = nn.Sequential(*list(net.children())[:-2])
        self.reduce = nn.Conv2d(512, dim, 1)
        self.pos = PositionConv(dim)
        self.encoder = nn.TransformerEncoder(layer(dim, heads), depth, enable_nested_tensor=False)
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, num_classes)

    def forward(self, x):
        x = self.pos(self.reduce(self.cnn(x)))
        tokens = x.flatten(2).transpose(1, 2)  # (B, L, D)
        tokens = self.norm(self.encoder(tokens))
        return self.head(tokens.mean(dim=1))


def build():
    return CNNTransformer()


def mended():
    return CNNTransformer(layer=make_mended_layer)
