"""DeepLab on a ResNet-18 of stride 16, for large crops that fit one at a time."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def conv_bn_relu(in_channels, out_channels, kernel_size, dilation=1):
    padding = dilation * (kernel_size // 2)
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, kernel_size, 1, padding, dilation, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(inplace=True),
    )


class ASPP(nn.Module):
    def __init__(self, in_channels, width, rates=(6, 12)):
        super().__init__()
        self.branches = nn.ModuleList([conv_bn_relu(in_channels, width, 1)])
        for rate in rates:
            self.branches.append(conv_bn_relu(in_channels, width, 3, dilation=rate))
        self.image_pool = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            conv_bn_relu(in_channels, width, 1),  # FAULT
        )
        self.project = conv_bn_relu(width * (len(rates) + 2), width, 1)

    def forward(self, x):
        outs = [branch(x) for branch in self.branches]
        pooled = self.image_pool(x)  # SHOWS
        outs.append(F.interpolate(pooled, size=x.shape[-2:], mode="nearest"))
        return self.project(torch.cat(outs, dim=1))


class DeepLab(nn.Module):
    def __init__(self, num_classes=21, width=64):
        super().__init__()
        self.backbone = nn.Sequential(*list(resnet18(weights=None).children())[:7])
        self.aspp = ASPP(256, width)
        self.classify = nn.Conv2d(width, num_classes, 1)

    def forward(self, x):
        out = self.classify(self.aspp(self.backbone(x)))
        return F.interpolate(out, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return DeepLab()


def mended():
    net = DeepLab()
    net.aspp.image_pool[1] = nn.Sequential(nn.Conv2d(256, 64, 1), nn.ReLU(inplace=True))
    return net
