"""Bone fractures: self-attention over the places of a ResNet's last map, two blocks of it."""

import torch.nn as nn
from torchvision.models import resnet18


class Block(nn.Module):
    def __init__(self, dim, heads=4):
        super().__init__()
        self.norm1 = nn.LayerNorm(dim)
        self.attn = nn.MultiheadAttention(dim, heads, batch_first=True)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = nn.Sequential(nn.Linear(dim, dim * 2), nn.GELU(), nn.Linear(dim * 2, dim))

    def attend(self, x):
        return self.attn(x, x, x)  # FAULT

    def forward(self, x):
        x = x + self.attend(self.norm1(x))  # FAULT
        return x + self.mlp(self.norm2(x))


class FractureNet(nn.Module):
    def __init__(self, dim=128, depth=2, block=Block):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
        self.cnn = nn.Sequential(*list(net.children())[:-2])
        self.reduce = nn.Conv2d(512, dim, 1)
        self.blocks = nn.Sequential(*(block(dim) for _ in range(depth)))
        self.fc = nn.Linear(dim, 3)

    def forward(self, x):
        x = self.reduce(self.cnn(x)).flatten(2).transpose(1, 2)
        return self.fc(self.blocks(x).mean(dim=1))


def build():
    return FractureNet()


class Mended(Block):
    def attend(self, x):
        return self.attn(x, x, x, need_weights=False)[0]


def mended():
    return FractureNet(block=Mended)
