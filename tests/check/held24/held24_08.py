"""DeepLab's head on a ResNet-18: each GPU trains on one large crop, so a batch is one image.

After https://github.com/jfzhang95/pytorch-deeplab-xception/issues/41 and
https://github.com/LiheYoung/UniMatch/issues/8
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18

BATCH_PER_GPU = 1  # FAULT


class ImagePooling(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.body = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(in_channels, out_channels, 1, bias=False),
            nn.BatchNorm2d(out_channels),  # FAULT
            nn.ReLU(inplace=True),
        )

    def forward(self, x):
        pooled = self.body(x)  # SHOWS
        return F.interpolate(pooled, size=x.shape[-2:], mode="nearest")


def branch(in_channels, out_channels, rate):
    kernel, padding = (1, 0) if rate == 1 else (3, rate)
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, kernel, padding=padding, dilation=rate, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(inplace=True),
    )


class ASPP(nn.Module):
    def __init__(self, in_channels, out_channels, rates):
        super().__init__()
        branches = [branch(in_channels, out_channels, rate) for rate in rates]
        branches.append(ImagePooling(in_channels, out_channels))
        self.branches = nn.ModuleList(branches)
        self.project = nn.Conv2d(len(branches) * out_channels, out_channels, 1)

    def forward(self, x):
        return self.project(torch.cat([b(x) for b in self.branches], dim=1))


class DeepLab(nn.Module):
    def __init__(self, num_classes=21, width=64):
        super().__init__()
        self.backbone = nn.Sequential(*list(resnet18(weights=None).children())[:-2])
        self.aspp = ASPP(512, width, rates=(1, 6, 12))
        self.classifier = nn.Conv2d(width, num_classes, 1)

    def forward(self, x):
        y = self.classifier(self.aspp(self.backbone(x)))
        return F.interpolate(y, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return DeepLab()


def mended():
    net = DeepLab()
    net.aspp.branches[3].body[2] = nn.Identity()
    return net
