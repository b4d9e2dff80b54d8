"""Depth from one image, at four scales as in Monodepth: the coarse ones help while it is trained.

Keys of a ModuleDict that are no strings: https://github.com/pytorch/pytorch/issues/11714
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18

SCALES = range(4)
WIDTHS = [16, 32, 64, 128]
SKIPS = [0, 64, 64, 128]


def conv_elu(in_channels, out_channels):
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 3, padding=1, padding_mode="replicate"), nn.ELU()
    )


class DepthDecoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.up = nn.ModuleList()
        self.disp = nn.ModuleDict()
        for s in SCALES:
            above = WIDTHS[s + 1] if s < 3 else 256
            self.up.append(conv_elu(above + SKIPS[s], WIDTHS[s]))
            self.disp[s] = nn.Conv2d(WIDTHS[s], 1, 3, padding=1)  # FAULT

    def predict(self, s, x):
        return torch.sigmoid(self.disp[s](x))  # FAULT

    def forward(self, x, skips, size):
        out = {}
        for s in reversed(SCALES):
            skip = skips[s]
            x = F.interpolate(x, size=size if skip is None else skip.shape[-2:], mode="nearest")
            x = self.up[s](x if skip is None else torch.cat([x, skip], 1))
            out[f"disp_{s}"] = self.predict(s, x)
        return out


class DepthNet(nn.Module):
    def __init__(self, decoder=DepthDecoder):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.pool = net.maxpool
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3])
        self.decoder = decoder()

    def forward(self, x):
        first = self.stem(x)
        one = self.stages[0](self.pool(first))
        two = self.stages[1](one)
        return self.decoder(self.stages[2](two), [None, first, one, two], x.shape[-2:])


class Mended(DepthDecoder):
    def __init__(self):
        nn.Module.__init__(self)
        above = [*WIDTHS[1:], 256]
        self.up = nn.ModuleList(conv_elu(above[s] + SKIPS[s], WIDTHS[s]) for s in SCALES)
        self.disp = nn.ModuleDict({str(s): nn.Conv2d(WIDTHS[s], 1, 3, padding=1) for s in SCALES})

    def predict(self, s, x):
        return torch.sigmoid(self.disp[str(s)](x))


def build():
    return DepthNet()


def mended():
    return DepthNet(Mended)
