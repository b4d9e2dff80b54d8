"""ResNet-18 with CBAM after each stage, for fine-grained birds.

https://github.com/pytorch/pytorch/issues/37824
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class ChannelGate(nn.Module):
    def __init__(self, channels, reduction=16):
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Conv2d(channels, channels // reduction, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels // reduction, channels, 1),
        )

    def forward(self, x):
        avg = self.mlp(x.mean(dim=(2, 3), keepdim=True))
        mx = self.mlp(x.amax(dim=(2, 3), keepdim=True))
        return x * torch.sigmoid(avg + mx)


class SpatialGate(nn.Module):
    def __init__(self, kernel_size=7):  # FAULT
        self.conv = nn.Conv2d(2, 1, kernel_size, padding=kernel_size // 2, bias=False)  # FAULT

    def forward(self, x):
        pooled = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], dim=1)
        return x * torch.sigmoid(self.conv(pooled))


def cbam_resnet(num_classes=200, spatial=SpatialGate):
    net = resnet18(weights=None)
    for i, c in enumerate((64, 128, 256, 512), start=1):
        stage = getattr(net, f"layer{i}")
        setattr(net, f"layer{i}", nn.Sequential(stage, ChannelGate(c), spatial()))
    net.fc = nn.Linear(512, num_classes)
    return net


def build():
    return cbam_resnet()


class Mended(SpatialGate):
    def __init__(self, kernel_size=7):
        nn.Module.__init__(self)
        self.conv = nn.Conv2d(2, 1, kernel_size, padding=kernel_size // 2, bias=False)


def mended():
    return cbam_resnet(spatial=Mended)
