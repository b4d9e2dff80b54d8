"""Road masks from aerial images: U-Net with a ResNet-18 encoder, any image size.

The confusion is the one of https://github.com/meetps/pytorch-semseg/issues/180
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def conv_block(in_ch, out_ch):
    return nn.Sequential(
        nn.Conv2d(in_ch, out_ch, 3, padding=1, bias=False),
        nn.BatchNorm2d(out_ch),
        nn.ReLU(inplace=True),
    )


class Up(nn.Module):
    def __init__(self, in_ch, skip_ch, out_ch):
        super().__init__()
        self.conv1 = conv_block(in_ch + skip_ch, out_ch)
        self.conv2 = conv_block(out_ch, out_ch)

    def forward(self, x, skip):
        x = F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=False)
        x = torch.cat([x, skip], dim=1)
        return self.conv2(self.conv1(x))  # SHOWS


class ResUNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        enc = resnet18(weights=None)
        self.stem = nn.Sequential(enc.conv1, enc.bn1, enc.relu)
        self.pool = enc.maxpool
        self.enc1, self.enc2, self.enc3, self.enc4 = enc.layer1, enc.layer2, enc.layer3, enc.layer4
        self.up3 = Up(512, 256, 256)
        self.up2 = Up(256, 128, 128)
        self.up1 = Up(128, 128, 64)  # FAULT
        self.up0 = Up(64, 64, 32)
        self.out = nn.Conv2d(32, num_classes, 1)

    def forward(self, x):
        s0 = self.stem(x)
        s1 = self.enc1(self.pool(s0))
        s2 = self.enc2(s1)
        s3 = self.enc3(s2)
        y = self.enc4(s3)
        y = self.up3(y, s3)
        y = self.up2(y, s2)
        y = self.up1(y, s1)
        y = self.up0(y, s0)
        return F.interpolate(self.out(y), size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return ResUNet()


def mended():
    net = ResUNet()
    net.up1 = Up(128, 64, 64)
    return net
