"""Self-attention of a diffusion model's U-Net, between all pixels, written with einsum."""

import torch
import torch.nn as nn


class AttentionBlock(nn.Module):
    def __init__(self, channels, heads=2, d_k=16):
        super().__init__()
        self.heads, self.d_k = heads, d_k
        self.norm = nn.GroupNorm(8, channels)
        self.projection = nn.Linear(channels, heads * d_k * 3)
        self.output = nn.Linear(heads * d_k, channels)

    def weights(self, q, k):
        attn = torch.einsum("bihd,bjhd->bijh", q, k) * self.d_k**-0.5
        return attn.softmax(dim=1)  # FAULT

    def forward(self, x):
        b, c, h, w = x.shape
        y = self.norm(x).view(b, c, -1).permute(0, 2, 1)
        qkv = self.projection(y).view(b, -1, self.heads, 3 * self.d_k)
        q, k, v = torch.chunk(qkv, 3, dim=-1)
        res = torch.einsum("bijh,bjhd->bihd", self.weights(q, k), v)
        res = self.output(res.reshape(b, -1, self.heads * self.d_k))
        return x + res.permute(0, 2, 1).view(b, c, h, w)


class Denoiser(nn.Module):
    def __init__(self, attention=AttentionBlock):
        super().__init__()
        self.enter = nn.Conv2d(3, 32, 3, padding=1)
        self.down = nn.Conv2d(32, 32, 3, stride=4, padding=1)
        self.attention = attention(32)
        self.leave = nn.Conv2d(64, 3, 3, padding=1)

    def forward(self, x):
        x = torch.relu(self.enter(x))
        y = self.attention(torch.relu(self.down(x)))
        y = nn.functional.interpolate(y, size=x.shape[-2:])
        return self.leave(torch.cat([x, y], dim=1))


def build():
    return Denoiser()


class Mended(AttentionBlock):
    def weights(self, q, k):
        attn = torch.einsum("bihd,bjhd->bijh", q, k) * self.d_k**-0.5
        return attn.softmax(dim=2)


def mended():
    return Denoiser(attention=Mended)
