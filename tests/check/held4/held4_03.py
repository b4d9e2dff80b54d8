"""Attention U-Net for the pancreas in CT slices (one channel): a gate on each skip connection.

The encoder is a ResNet-18. What the gate lets through is joined with what comes from below.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def conv_block(ch_in, ch_out):
    return nn.Sequential(
        nn.Conv2d(ch_in, ch_out, 3, padding=1, bias=False),
        nn.BatchNorm2d(ch_out),
        nn.ReLU(inplace=True),
    )


class AttentionGate(nn.Module):
    def __init__(self, f_g, f_l, f_int):
        super().__init__()
        self.W_g = nn.Sequential(nn.Conv2d(f_g, f_int, 1), nn.BatchNorm2d(f_int))
        self.W_x = nn.Sequential(nn.Conv2d(f_l, f_int, 1), nn.BatchNorm2d(f_int))
        self.psi = nn.Sequential(nn.Conv2d(f_int, 1, 1), nn.Sigmoid())

    def forward(self, g, x):
        return x * self.psi(F.relu(self.W_g(g) + self.W_x(x)))


class UpBlock(nn.Module):
    def __init__(self, ch_in, ch_skip, ch_out):
        super().__init__()
        self.reduce = conv_block(ch_in, ch_out)
        self.gate = AttentionGate(f_g=ch_out, f_l=ch_skip, f_int=ch_out // 2)
        self.conv = conv_block(ch_out, ch_out)  # FAULT

    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[2:], mode="bilinear", align_corners=False)
        x = self.reduce(x)
        skip = self.gate(g=x, x=skip)
        return self.conv(torch.cat((skip, x), dim=1))  # SHOWS


class AttU_Net(nn.Module):  # noqa: N801
    def __init__(self, output_ch=2):
        super().__init__()
        enc = resnet18(weights=None)
        enc.conv1 = nn.Conv2d(1, 64, 7, stride=2, padding=3, bias=False)
        self.stem = nn.Sequential(enc.conv1, enc.bn1, enc.relu)
        self.pool = enc.maxpool
        self.e1, self.e2, self.e3, self.e4 = enc.layer1, enc.layer2, enc.layer3, enc.layer4
        self.up3 = UpBlock(512, 256, 256)
        self.up2 = UpBlock(256, 128, 128)
        self.up1 = UpBlock(128, 64, 64)
        self.final = nn.Conv2d(64, output_ch, 1)

    def forward(self, x):
        x1 = self.e1(self.pool(self.stem(x)))
        x2 = self.e2(x1)
        x3 = self.e3(x2)
        d = self.up3(self.e4(x3), x3)
        d = self.up2(d, x2)
        d = self.up1(d, x1)
        return F.interpolate(self.final(d), size=x.shape[2:], mode="bilinear", align_corners=False)


def build():
    return AttU_Net()


def mended():
    net = AttU_Net()
    for up, ch in ((net.up3, 256), (net.up2, 128), (net.up1, 64)):
        up.conv = conv_block(2 * ch, ch)
    return net
