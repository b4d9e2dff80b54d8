"""Columns of an image are read from left to right by attention that must not look ahead."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class CausalAttention(nn.Module):
    def __init__(self, dim, heads=4):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)

    def mask(self, t):
        return torch.ones(t, t, dtype=torch.bool).triu()  # FAULT

    def forward(self, x):
        n, t, c = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        out = F.scaled_dot_product_attention(q, k, v, attn_mask=self.mask(t).to(x.device))
        return self.proj(out.transpose(1, 2).reshape(n, t, c))


class ColumnReader(nn.Module):
    def __init__(self, attention=CausalAttention, dim=32, letters=20):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, dim, 3, 2, 1), nn.ReLU()
        )
        self.norm = nn.LayerNorm(dim)
        self.attention = attention(dim)
        self.fc = nn.Linear(dim, letters)

    def forward(self, x):
        columns = self.cnn(x).mean(2).transpose(1, 2)
        columns = columns + self.attention(self.norm(columns))
        return self.fc(columns).transpose(1, 2)


def build():
    return ColumnReader()


class Mended(CausalAttention):
    def mask(self, t):
        return torch.ones(t, t, dtype=torch.bool).tril()


def mended():
    return ColumnReader(Mended)
