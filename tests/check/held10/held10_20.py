"""Slots (Locatello et al.): places are shared out among slots, then averaged by their weights."""

import torch
import torch.nn as nn


class SlotAttention(nn.Module):
    def __init__(self, slots=4, dim=32, iters=2, eps=1e-8):
        super().__init__()
        self.iters, self.eps, self.scale = iters, eps, dim**-0.5
        self.slots = nn.Parameter(torch.randn(1, slots, dim))
        self.to_q, self.to_k, self.to_v = (nn.Linear(dim, dim, bias=False) for _ in range(3))
        self.gru = nn.GRUCell(dim, dim)
        self.norm_in, self.norm_slots = nn.LayerNorm(dim), nn.LayerNorm(dim)

    def forward(self, x):
        b, _, d = x.shape
        x = self.norm_in(x)
        k, v = self.to_k(x), self.to_v(x)
        slots = self.slots.expand(b, -1, -1)
        for _ in range(self.iters):
            q = self.to_q(self.norm_slots(slots))
            attn = torch.einsum("bid,bjd->bij", q, k).mul(self.scale).softmax(dim=1) + self.eps
            attn = attn / attn.sum(dim=-1, keepdim=True)
            updates = torch.einsum("bjd,bij->bid", v, attn)
            slots = self.gru(updates.reshape(-1, d), slots.reshape(-1, d)).reshape(b, -1, d)
        return slots


class Objects(nn.Module):
    def __init__(self):
        super().__init__()
        self.cnn = nn.Sequential(nn.Conv2d(3, 32, 5, 4, 2), nn.ReLU(), nn.Conv2d(32, 32, 3, 1, 1))
        self.attention = SlotAttention()
        self.head = nn.Linear(32, 8)

    def forward(self, x):
        tokens = self.cnn(x).flatten(2).permute(0, 2, 1)
        return self.head(self.attention(tokens)).amax(dim=1)


def build():
    return Objects()
