"""A transformer on the 7 x 7 places of a ResNet-18, for images of 224 x 224."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class PatchHead(nn.Module):
    def __init__(self, in_ch, dim, num_patches):
        super().__init__()
        self.proj = nn.Conv2d(in_ch, dim, 1)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.randn(1, num_patches, dim) * 0.02)
        layer = nn.TransformerEncoderLayer(dim, 4, 2 * dim, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False)

    def forward(self, x):
        x = self.proj(x).flatten(2).transpose(1, 2)
        x = torch.cat((self.cls_token.expand(x.size(0), -1, -1), x), dim=1)
        return self.encoder(x + self.pos_embed)[:, 0]  # SHOWS


class TransferViT(nn.Module):
    def __init__(self, num_classes=12, dim=64, grid=7, tokens=0):
        super().__init__()
        body = resnet18(weights=None)
        self.features = nn.Sequential(*list(body.children())[:-2])
        self.head = PatchHead(512, dim, grid * grid + tokens)  # FAULT
        self.fc = nn.Linear(dim, num_classes)

    def forward(self, x):
        return self.fc(self.head(self.features(x)))


def build():
    return TransferViT()


def mended():
    return TransferViT(tokens=1)
