"""U-Net for polyps: a ResNet-34 goes down, a decoder that is made in a loop goes up again."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


class Up(nn.Module):
    def __init__(self, in_ch, skip_ch, out_ch):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(in_ch + skip_ch, out_ch, 3, padding=1, bias=False),
            nn.BatchNorm2d(out_ch),
            nn.ReLU(inplace=True),
        )

    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=False)
        return self.conv(torch.cat([x, skip], dim=1))  # SHOWS


class PolypUNet(nn.Module):
    def __init__(self, skips=(256, 128, 64, 64), widths=(192, 96, 48, 32)):
        super().__init__()
        net = resnet34(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu)
        self.pool = net.maxpool
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3, net.layer4])
        self.ups = self.make_decoder(skips, widths)
        self.out = nn.Conv2d(widths[-1], 1, 1)

    def make_decoder(self, skips, widths):
        ups = nn.ModuleList()
        channels = 512
        for skip, width in zip(skips, widths):
            ups.append(Up(channels, skip, width))  # FAULT
            channels = skip  # FAULT
        return ups

    def forward(self, image):
        x = self.stem(image)
        feats = [x]
        x = self.pool(x)
        for stage in self.stages:
            x = stage(x)
            feats.append(x)
        x = feats.pop()
        for up in self.ups:
            x = up(x, feats.pop())
        return F.interpolate(self.out(x), size=image.shape[-2:], mode="bilinear")


def build():
    return PolypUNet()


class Mended(PolypUNet):
    def make_decoder(self, skips, widths):
        each = zip((512, *widths), skips, widths)
        return nn.ModuleList([Up(below, skip, width) for below, skip, width in each])


def mended():
    return Mended()
