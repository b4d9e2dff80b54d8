"""Cracks in roads: a U-Net whose left half is a ResNet-18, one score for each pixel."""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models import resnet18


class UpBlock(nn.Module):
    def __init__(self, below: int, beside: int, out: int):
        super().__init__()
        self.up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)
        self.fuse = nn.Sequential(
            nn.Conv2d(below + beside, out, 3, padding=1, bias=False),
            nn.BatchNorm2d(out),
            nn.ReLU(inplace=True),
            nn.Conv2d(out, out, 3, padding=1, bias=False),
            nn.BatchNorm2d(out),
            nn.ReLU(inplace=True),
        )

    def enlarge(self, x, skip):
        return self.up(x)  # FAULT

    def forward(self, x, skip):
        x = self.enlarge(x, skip)
        return self.fuse(torch.cat([x, skip], dim=1))  # SHOWS


class CrackUNet(nn.Module):
    up_block = UpBlock

    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.enc0 = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.enc1 = nn.Sequential(net.maxpool, net.layer1)
        self.enc2 = net.layer2
        self.enc3 = net.layer3
        self.enc4 = net.layer4
        self.dec4 = self.up_block(512, 256, 128)
        self.dec3 = self.up_block(128, 128, 64)
        self.dec2 = self.up_block(64, 64, 48)
        self.dec1 = self.up_block(48, 64, 32)
        self.score = nn.Conv2d(32, 1, 1)

    def to_pixels(self, scores, image):
        return F.interpolate(scores, scale_factor=2, mode="bilinear", align_corners=False)

    def forward(self, image):
        e0 = self.enc0(image)
        e1 = self.enc1(e0)
        e2 = self.enc2(e1)
        e3 = self.enc3(e2)
        e4 = self.enc4(e3)
        d = self.dec4(e4, e3)
        d = self.dec3(d, e2)
        d = self.dec2(d, e1)
        d = self.dec1(d, e0)
        return self.to_pixels(self.score(d), image)


def build():
    return CrackUNet()


class MendedUp(UpBlock):
    def enlarge(self, x, skip):
        return F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=False)


class Mended(CrackUNet):
    up_block = MendedUp

    def to_pixels(self, scores, image):
        return F.interpolate(scores, size=image.shape[-2:], mode="bilinear", align_corners=False)


def mended():
    return Mended()
