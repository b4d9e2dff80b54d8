"""Crowd counting: a density map from a ResNet-18 with group norm, for batches of one or two."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def group_norm(channels):
    return nn.GroupNorm(32, channels)  # FAULT


def narrow_group_norm(channels):
    return nn.GroupNorm(min(32, channels // 4), channels)


class UpConv(nn.Sequential):
    def __init__(self, in_ch, out_ch, norm):
        super().__init__(
            nn.Conv2d(in_ch, out_ch, 3, padding=1, bias=False),
            norm(out_ch),
            nn.ReLU(inplace=True),
            nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False),
        )


class Encoder(nn.Module):
    def __init__(self, norm):
        super().__init__()
        net = resnet18(weights=None, norm_layer=norm)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.layer1, self.layer2, self.layer3 = net.layer1, net.layer2, net.layer3

    def forward(self, x):
        return self.layer3(self.layer2(self.layer1(self.stem(x))))


class DensityNet(nn.Module):
    def __init__(self, widths=(128, 64, 16), norm=group_norm):
        super().__init__()
        self.encoder = Encoder(norm)
        blocks, in_ch = [], 256
        for out_ch in widths:
            blocks.append(UpConv(in_ch, out_ch, norm))
            in_ch = out_ch
        self.decoder = nn.Sequential(*blocks)
        self.density = nn.Conv2d(in_ch, 1, 1)

    def forward(self, x):
        density = F.softplus(self.density(self.decoder(self.encoder(x))))
        return density, density.sum(dim=(1, 2, 3))


def build():
    return DensityNet()


def mended():
    return DensityNet(norm=narrow_group_norm)
