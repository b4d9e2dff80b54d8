"""Hybrid for fine-grained birds: ResNet features as tokens, then four encoder layers, each its own."""

import torch.nn as nn
from torchvision.models import resnet18


class BirdFormer(nn.Module):
    def __init__(self, dim=96, depth=4, num_classes=50):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.body = nn.Sequential(net.layer1, net.layer2, net.layer3)
        self.embed = nn.Conv2d(256, dim, kernel_size=1)
        self.blocks = self.make_blocks(dim, depth)
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, num_classes)

    def make_block(self, dim):
        return nn.TransformerEncoderLayer(
            dim, nhead=4, dim_feedforward=2 * dim, dropout=0.0, batch_first=True, norm_first=True
        )

    def make_blocks(self, dim, depth):
        return nn.Sequential(*[self.make_block(dim)] * depth)  # FAULT

    def forward(self, x):
        x = self.embed(self.body(self.stem(x)))
        x = x.flatten(2).transpose(1, 2)
        return self.head(self.norm(self.blocks(x)).mean(dim=1))


def build():
    return BirdFormer()


class Mended(BirdFormer):
    def make_blocks(self, dim, depth):
        return nn.Sequential(*[self.make_block(dim) for _ in range(depth)])


def mended():
    return Mended()
