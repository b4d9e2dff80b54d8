"""CBAM after each stage of a ResNet-18: which channels, then which places.

The mistake is met at
https://github.com/nikhilroxtomar/Attention-Mechanism-Implementation/issues/1
"""

import torch
from torch import nn
from torchvision.models import resnet18


class ChannelGate(nn.Module):
    def __init__(self, channels, ratio=16):
        super().__init__()
        self.pools = nn.ModuleList([nn.AdaptiveAvgPool2d(1), nn.AdaptiveMaxPool2d(1)])
        self.mlp = nn.Sequential(
            nn.Conv2d(channels, channels // ratio, 1, bias=False),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels // ratio, channels, 1, bias=False),
        )

    def forward(self, x):
        told = [self.mlp(pool(x)) for pool in self.pools]
        return x * torch.sigmoid(told[0] + told[0])  # FAULT


class SpatialGate(nn.Module):
    def __init__(self, kernel=7):
        super().__init__()
        self.conv = nn.Conv2d(2, 1, kernel, padding=kernel // 2, bias=False)

    def forward(self, x):
        maps = torch.cat([x.mean(dim=1, keepdim=True), x.amax(dim=1, keepdim=True)], dim=1)
        return x * torch.sigmoid(self.conv(maps))


class CBAMNet(nn.Module):
    def __init__(self, num_classes=20, gate=ChannelGate):
        super().__init__()
        net = resnet18(weights=None, num_classes=num_classes)
        for name, channels in {"layer1": 64, "layer2": 128, "layer3": 256, "layer4": 512}.items():
            stage = getattr(net, name)
            setattr(net, name, nn.Sequential(*stage, gate(channels), SpatialGate()))
        self.net = net

    def forward(self, x):
        return self.net(x)


def build():
    return CBAMNet()


class MendedGate(ChannelGate):
    def forward(self, x):
        return x * torch.sigmoid(sum(self.mlp(pool(x)) for pool in self.pools))


def mended():
    return CBAMNet(gate=MendedGate)
