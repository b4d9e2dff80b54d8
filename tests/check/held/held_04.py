"""Grey X-ray patches, in batches of one: GroupNorm, squeeze and excitation, no padding."""

import torch
import torch.nn as nn


class SE(nn.Module):
    def __init__(self, ch, r=4):
        super().__init__()
        self.squeeze = nn.AdaptiveAvgPool2d(1)
        self.excite = nn.Sequential(
            nn.Conv2d(ch, ch // r, 1), nn.SiLU(), nn.Conv2d(ch // r, ch, 1), nn.Sigmoid()
        )

    def forward(self, x):
        return x * self.excite(self.squeeze(x))


class Block(nn.Module):
    def __init__(self, in_ch, out_ch):
        super().__init__()
        self.conv = nn.Conv2d(in_ch, out_ch, 3)
        self.norm = nn.GroupNorm(4, out_ch)
        self.act = nn.SiLU(inplace=True)
        self.se = SE(out_ch)

    def forward(self, x):
        x = self.act(self.norm(self.conv(x)))
        x = self.se(x)
        x += x.mean(dim=1, keepdim=True)
        return x


class PatchNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.stem = nn.Conv2d(1, 16, 5)
        self.stages = nn.Sequential(
            Block(16, 32), nn.MaxPool2d(2), Block(32, 64), nn.MaxPool2d(2), Block(64, 64)
        )
        self.head = nn.Linear(64, num_classes)

    def forward(self, x):
        x = self.stages(torch.relu_(self.stem(x)))
        return self.head(x.mean((-2, -1)))


def build():
    return PatchNet()
