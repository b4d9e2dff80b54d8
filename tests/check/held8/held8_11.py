"""Super-resolution by two: an EDSR of small residual groups."""

import torch.nn as nn


class Group(nn.Module):
    def __init__(self, dim, depth):
        super().__init__()
        self.layers = nn.ModuleList(
            [
                nn.Sequential(
                    nn.Conv2d(dim, dim, 3, padding=1), nn.PReLU(), nn.Conv2d(dim, dim, 3, 1, 1)
                )
                for _ in range(depth)
            ]
        )

    def forward(self, x):
        for layer in self.layers:
            x = x + 0.1 * layer(x)
            return x  # FAULT


class EDSR(nn.Module):
    def __init__(self, dim=32, groups=2, depth=3, group=Group):
        super().__init__()
        self.head = nn.Conv2d(3, dim, 3, padding=1)
        self.body = nn.Sequential(
            *[group(dim, depth) for _ in range(groups)], nn.Conv2d(dim, dim, 3, 1, 1)
        )
        self.tail = nn.Sequential(
            nn.Conv2d(dim, 4 * dim, 3, padding=1), nn.PixelShuffle(2), nn.Conv2d(dim, 3, 3, padding=1)
        )

    def forward(self, lr):
        x = self.head(lr)
        x = x + self.body(x)
        return self.tail(x)


def build():
    return EDSR()


class Mended(Group):
    def forward(self, x):
        for layer in self.layers:
            x = x + 0.1 * layer(x)
        return x


def mended():
    return EDSR(group=Mended)
