"""Involution, and windows of a Swin block, padded to fit, on a small map."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Involution(nn.Module):
    def __init__(self, c=16, groups=4, k=3):
        super().__init__()
        self.groups, self.k = groups, k
        self.kernel = nn.Conv2d(c, k * k * groups, 1)

    def forward(self, x):
        n, c, h, w = x.shape
        kernel = self.kernel(x).view(n, self.groups, self.k**2, h, w).unsqueeze(2)
        patches = F.unfold(x, self.k, padding=self.k // 2)
        patches = patches.view(n, self.groups, c // self.groups, self.k**2, h, w)
        return (kernel * patches).sum(3).view(n, c, h, w)


class Windows(nn.Module):
    def __init__(self, c=16, size=4):
        super().__init__()
        self.size = size
        self.attention = nn.MultiheadAttention(c, 4, batch_first=True)

    def forward(self, x):
        s, (h, w) = self.size, x.shape[-2:]
        y = F.pad(x, (0, -w % s, 0, -h % s)).permute(0, 2, 3, 1)
        n, hh, ww, c = y.shape
        y = y.view(n, hh // s, s, ww // s, s, c).permute(0, 1, 3, 2, 4, 5).reshape(-1, s * s, c)
        y = self.attention(y, y, y, need_weights=False)[0]
        y = y.view(n, hh // s, ww // s, s, s, c).permute(0, 1, 3, 2, 4, 5).reshape(n, hh, ww, c)
        return x + y.permute(0, 3, 1, 2)[:, :, :h, :w]


class Net(nn.Module):
    def __init__(self, classes=3):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 3, 2, 1)
        self.involution, self.windows = Involution(), Windows()
        self.out = nn.Conv2d(16, classes, 1)

    def forward(self, x):
        y = torch.relu(self.involution(torch.relu(self.stem(x))))
        return F.interpolate(self.out(self.windows(y)), size=x.shape[-2:], mode="bilinear")


def build():
    return Net()
