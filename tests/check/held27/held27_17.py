"""LinkNet-like U-Net for cell images, transposed convolutions up. Sides are multiples of 32.

Which children belong to which level is lost easily: https://github.com/meetps/pytorch-semseg/issues/145
"""

import torch
import torch.nn as nn
from torchvision import models


def double_conv(c_in, c_out):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, 3, padding=1),
        nn.ReLU(inplace=True),
        nn.Conv2d(c_out, c_out, 3, padding=1),
        nn.ReLU(inplace=True),
    )


class CellUNet(nn.Module):
    def __init__(self, n_class=2, first=4):  # FAULT
        super().__init__()
        base = list(models.resnet18(weights=None).children())
        self.layer0 = nn.Sequential(*base[:3])
        self.layer1 = nn.Sequential(*base[first:5])  # FAULT
        self.layer2 = base[5]
        self.layer3 = base[6]
        self.layer4 = base[7]
        chans = [512, 256, 128, 64, 64]
        self.ups = nn.ModuleList(
            [nn.ConvTranspose2d(a, b, kernel_size=2, stride=2) for a, b in zip(chans, chans[1:])]
        )
        self.convs = nn.ModuleList([double_conv(2 * c, c) for c in chans[1:]])
        self.last_up = nn.ConvTranspose2d(64, 32, kernel_size=2, stride=2)
        self.last = nn.Conv2d(32, n_class, 1)

    def forward(self, x):
        skips = [self.layer0(x)]
        for layer in (self.layer1, self.layer2, self.layer3):
            skips.append(layer(skips[-1]))
        y = self.layer4(skips[-1])
        for up, conv, skip in zip(self.ups, self.convs, skips[::-1]):
            y = conv(torch.cat([up(y), skip], dim=1))  # SHOWS
        return self.last(self.last_up(y))


def build():
    return CellUNet()


def mended():
    return CellUNet(first=3)
