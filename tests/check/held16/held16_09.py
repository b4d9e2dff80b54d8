"""Roads from above: a ResNet-18 up to stride 16, two transformer blocks with a convolution inside."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class MixFFN(nn.Module):
    """Two linear layers, and a depthwise convolution between them, for which tokens become a map."""

    def __init__(self, dim, hidden):
        super().__init__()
        self.fc1 = nn.Linear(dim, hidden)
        self.dwconv = nn.Conv2d(hidden, hidden, 3, padding=1, groups=hidden)
        self.act = nn.GELU()
        self.fc2 = nn.Linear(hidden, dim)

    def sides(self, x, size):
        side = int(x.shape[1] ** 0.5)  # FAULT
        return side, side

    def forward(self, x, size):
        x = self.fc1(x)
        b, _, c = x.shape
        h, w = self.sides(x, size)
        x = x.transpose(1, 2).reshape(b, c, h, w)  # SHOWS
        x = self.dwconv(x).flatten(2).transpose(1, 2)
        return self.fc2(self.act(x))


class MendedFFN(MixFFN):
    def sides(self, x, size):
        return size


class Block(nn.Module):
    def __init__(self, dim, heads, ffn):
        super().__init__()
        self.norm1 = nn.LayerNorm(dim)
        self.attn = nn.MultiheadAttention(dim, heads, batch_first=True)
        self.norm2 = nn.LayerNorm(dim)
        self.ffn = ffn(dim, 2 * dim)

    def forward(self, x, size):
        y = self.norm1(x)
        x = x + self.attn(y, y, y, need_weights=False)[0]
        return x + self.ffn(self.norm2(x), size)


class RoadNet(nn.Module):
    def __init__(self, num_classes=2, dim=128, ffn=MixFFN):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.Sequential(net.layer1, net.layer2, net.layer3)
        self.proj = nn.Conv2d(256, dim, 1)
        self.blocks = nn.ModuleList([Block(dim, 4, ffn) for _ in range(2)])
        self.head = nn.Conv2d(dim, num_classes, 1)

    def forward(self, x):
        f = self.proj(self.stages(self.stem(x)))
        size = f.shape[-2:]
        tokens = f.flatten(2).transpose(1, 2)
        for block in self.blocks:
            tokens = block(tokens, size)
        f = tokens.transpose(1, 2).unflatten(2, size)
        return F.interpolate(self.head(f), size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return RoadNet()


def mended():
    return RoadNet(ffn=MendedFFN)
