"""Hybrid of CNN and transformer: the places of the feature map attend to each other.

https://github.com/IBM/TabFormer/pull/14 mended the same in another model.
"""

import torch.nn as nn
from torchvision.models import resnet18


class ConvTransformer(nn.Module):
    def __init__(self, dim=128, depth=2, heads=4, num_classes=20):
        super().__init__()
        cnn = resnet18(weights=None)
        self.cnn = nn.Sequential(*list(cnn.children())[:-2])
        self.proj = nn.Conv2d(512, dim, kernel_size=1)
        layer = nn.TransformerEncoderLayer(dim, heads, dim_feedforward=256)  # FAULT
        self.encoder = nn.TransformerEncoder(layer, depth)
        self.head = nn.Linear(dim, num_classes)

    def forward(self, x):
        x = self.proj(self.cnn(x))  # (N, dim, h, w)
        x = x.flatten(2).transpose(1, 2)  # (N, h * w, dim)
        x = self.encoder(x)
        return self.head(x.mean(dim=1))


def build():
    return ConvTransformer()


def mended():
    net = ConvTransformer()
    layer = nn.TransformerEncoderLayer(128, 4, dim_feedforward=256, batch_first=True)
    net.encoder = nn.TransformerEncoder(layer, 2)
    return net
