"""A U-Net for denoising whose blocks take the step of diffusion as well, built of nn.Sequential."""

import torch
import torch.nn as nn


class TimeBlock(nn.Module):
    def __init__(self, c_in, c_out, dim=32):
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, 3, padding=1)
        self.time = nn.Linear(dim, c_out)

    def forward(self, x, t):
        return torch.relu(self.conv(x) + self.time(t)[:, :, None, None])


class Denoiser(nn.Module):
    def __init__(self, stage=nn.Sequential):
        super().__init__()
        self.sigma = nn.Sequential(nn.Linear(1, 32), nn.SiLU(), nn.Linear(32, 32))
        self.stage = stage(TimeBlock(3, 16), TimeBlock(16, 16))
        self.out = nn.Conv2d(16, 3, 3, padding=1)

    def forward(self, x):
        t = self.sigma(x.std(dim=(1, 2, 3), correction=0)[:, None])
        x = self.stage(x, t)  # FAULT
        return self.out(x)


def build():
    return Denoiser()


class Stage(nn.Sequential):
    def forward(self, x, t):
        for block in self:
            x = block(x, t)
        return x


def mended():
    return Denoiser(Stage)
