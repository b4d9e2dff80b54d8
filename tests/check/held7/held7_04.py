"""EDSR baseline, x3. No batch norm anywhere, residual scaling, sub-pixel upsampling at the end."""

from torch import nn


class ResBlock(nn.Module):
    def __init__(self, n_feats, res_scale=0.1):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(n_feats, n_feats, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(n_feats, n_feats, 3, padding=1),
        )
        self.res_scale = res_scale

    def forward(self, x):
        return x + self.body(x) * self.res_scale


class EDSR(nn.Module):
    def __init__(self, scale=3, n_feats=32, n_blocks=4, factor=None):
        super().__init__()
        factor = factor or scale
        self.head = nn.Conv2d(3, n_feats, 3, padding=1)
        self.body = nn.Sequential(
            *[ResBlock(n_feats) for _ in range(n_blocks)], nn.Conv2d(n_feats, n_feats, 3, padding=1)
        )
        self.upsample = nn.Sequential(
            nn.Conv2d(n_feats, n_feats * factor, 3, padding=1),  # FAULT
            nn.PixelShuffle(scale),
        )
        self.tail = nn.Conv2d(n_feats, 3, 3, padding=1)

    def forward(self, lr):
        x = self.head(lr)
        x = x + self.body(x)
        x = self.upsample(x)  # SHOWS
        return self.tail(x)


def build():
    return EDSR()


def mended():
    return EDSR(factor=9)
