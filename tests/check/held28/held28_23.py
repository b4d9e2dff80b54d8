"""Endoscopy frames of whatever size the recorder gives: U-Net with transposed convolutions.

As in https://github.com/ptrblck/pytorch_misc/issues/2
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class UpCat(nn.Module):
    def __init__(self, in_ch, skip_ch, out_ch):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_ch, out_ch, kernel_size=2, stride=2)
        self.conv = nn.Conv2d(out_ch + skip_ch, out_ch, 3, padding=1)

    def join(self, x, skip):
        return torch.cat([self.up(x), skip], dim=1)  # FAULT

    def forward(self, x, skip):
        return F.relu(self.conv(self.join(x, skip)))


class EndoUNet(nn.Module):
    up = UpCat

    def __init__(self, num_classes=3):
        super().__init__()
        net = resnet18(weights=None)
        self.enc0 = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.enc1 = nn.Sequential(net.maxpool, net.layer1)
        self.enc2, self.enc3, self.enc4 = net.layer2, net.layer3, net.layer4
        self.dec3 = self.up(512, 256, 128)
        self.dec2 = self.up(128, 128, 64)
        self.dec1 = self.up(64, 64, 48)
        self.dec0 = self.up(48, 64, 32)
        self.out = nn.Conv2d(32, num_classes, 1)

    def forward(self, x):
        e0 = self.enc0(x)
        e1 = self.enc1(e0)
        e2 = self.enc2(e1)
        e3 = self.enc3(e2)
        d = self.dec3(self.enc4(e3), e3)
        d = self.dec0(self.dec1(self.dec2(d, e2), e1), e0)
        return F.interpolate(self.out(d), size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return EndoUNet()


class MendedUp(UpCat):
    def join(self, x, skip):
        x = F.interpolate(self.up(x), size=skip.shape[-2:])
        return torch.cat([x, skip], dim=1)


class Mended(EndoUNet):
    up = MendedUp


def mended():
    return Mended()
