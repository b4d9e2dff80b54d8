"""Convolutional block attention (CBAM) in a small classifier of leaf diseases.

People stumble over the line that pools the channels: https://github.com/Jongchan/attention-module/issues/30
"""

import torch
import torch.nn as nn


class ChannelAttention(nn.Module):
    def __init__(self, ch, ratio=8):
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Conv2d(ch, ch // ratio, 1, bias=False),
            nn.ReLU(),
            nn.Conv2d(ch // ratio, ch, 1, bias=False),
        )

    def forward(self, x):
        avg = self.mlp(torch.mean(x, dim=(2, 3), keepdim=True))
        mx = self.mlp(torch.amax(x, dim=(2, 3), keepdim=True))
        return x * torch.sigmoid(avg + mx)


class SpatialAttention(nn.Module):
    def __init__(self, kernel_size=7):
        super().__init__()
        self.conv = nn.Conv2d(2, 1, kernel_size, padding=kernel_size // 2, bias=False)

    def pooled(self, x):
        avg = torch.mean(x, dim=1, keepdim=True)
        mx = torch.max(x, dim=1, keepdim=True)  # FAULT
        return torch.cat([avg, mx], dim=1)  # SHOWS

    def forward(self, x):
        return x * torch.sigmoid(self.conv(self.pooled(x)))


class Block(nn.Module):
    def __init__(self, in_ch, out_ch):
        super().__init__()
        self.conv = nn.Conv2d(in_ch, out_ch, 3, stride=2, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(out_ch)
        self.channel = ChannelAttention(out_ch)
        self.spatial = SpatialAttention()

    def forward(self, x):
        x = torch.relu(self.bn(self.conv(x)))
        return self.spatial(self.channel(x))


class LeafNet(nn.Module):
    def __init__(self, num_classes=38):
        super().__init__()
        self.blocks = nn.Sequential(Block(3, 32), Block(32, 64), Block(64, 128))
        self.fc = nn.Linear(128, num_classes)

    def forward(self, x):
        return self.fc(self.blocks(x).mean(dim=(2, 3)))


def build():
    return LeafNet()


class MendedAttention(SpatialAttention):
    def pooled(self, x):
        return torch.cat([x.mean(dim=1, keepdim=True), x.max(dim=1, keepdim=True).values], dim=1)


def mended():
    net = LeafNet()
    for block in net.blocks:
        block.spatial = MendedAttention()
    return net
