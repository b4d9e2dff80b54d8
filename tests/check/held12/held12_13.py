"""Features are warped by a flow that the network estimates, before they are decoded."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Warp(nn.Module):
    def grid(self, x):
        h, w = x.shape[-2:]
        ys, xs = torch.meshgrid(torch.arange(h), torch.arange(w), indexing="ij")
        return torch.stack([xs, ys]).to(x).unsqueeze(0)

    def place(self, grid):
        return grid.permute(0, 2, 3, 1)

    def forward(self, x, flow):
        grid = self.place(self.grid(x) + flow)
        return F.grid_sample(x, grid, align_corners=True)  # FAULT


class FlowNet(nn.Module):
    def __init__(self, warp=Warp):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, 16, 3, padding=1)
        )
        self.flow = nn.Conv2d(16, 2, 3, padding=1)
        self.warp = warp()
        self.out = nn.Conv2d(32, 3, 3, padding=1)

    def forward(self, x):
        f = self.features(x)
        return self.out(torch.cat([f, self.warp(f, self.flow(f))], dim=1))


def build():
    return FlowNet()


class Mended(Warp):
    def place(self, grid):
        h, w = grid.shape[-2:]
        size = torch.tensor([max(w - 1, 1), max(h - 1, 1)]).to(grid)
        return 2 * grid.permute(0, 2, 3, 1) / size - 1


def mended():
    return FlowNet(Mended)
