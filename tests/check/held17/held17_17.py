"""Optical flow by refinement, after RAFT: each step begins with the last one's flow, detached."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def warp(feats, flow):
    h, w = feats.shape[-2:]
    ys, xs = torch.meshgrid(
        torch.arange(h, device=feats.device, dtype=feats.dtype),
        torch.arange(w, device=feats.device, dtype=feats.dtype),
        indexing="ij",
    )
    x = 2 * (xs + flow[:, 0]) / max(w - 1, 1) - 1
    y = 2 * (ys + flow[:, 1]) / max(h - 1, 1) - 1
    return F.grid_sample(feats, torch.stack([x, y], dim=-1), align_corners=True, padding_mode="border")


class ConvGRU(nn.Module):
    def __init__(self, hidden, inputs):
        super().__init__()
        self.gates = nn.Conv2d(hidden + inputs, 2 * hidden, 3, padding=1)
        self.candidate = nn.Conv2d(hidden + inputs, hidden, 3, padding=1)

    def forward(self, h, x):
        z, r = torch.sigmoid(self.gates(torch.cat([h, x], dim=1))).chunk(2, dim=1)
        q = torch.tanh(self.candidate(torch.cat([r * h, x], dim=1)))
        return (1 - z) * h + z * q


class FlowNet(nn.Module):
    def __init__(self, hidden=48, steps=3):
        super().__init__()
        self.steps = steps
        self.encoder = nn.Sequential(*list(resnet18(weights=None).children())[:6])
        self.context = nn.Conv2d(128, hidden, 1)
        self.gru = ConvGRU(hidden, 128 + 128 + 2)
        self.delta = nn.Conv2d(hidden, 2, 3, padding=1)

    def forward(self, first, second):
        a, b = self.encoder(torch.cat([first, second])).chunk(2)  # one batch, one set of statistics
        hidden = torch.tanh(self.context(a))
        flow = a.new_zeros(a.shape[0], 2, *a.shape[-2:])
        flows = []
        for _ in range(self.steps):
            flow = flow.detach()
            hidden = self.gru(hidden, torch.cat([a, warp(b, flow), flow], dim=1))
            flow = flow + self.delta(hidden)
            flows.append(8 * F.interpolate(flow, size=first.shape[-2:], mode="bilinear"))
        return flows


def build():
    return FlowNet()
