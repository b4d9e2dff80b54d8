"""CBAM after each stage of ResNet-18.

In place on what backward needs:
https://discuss.pytorch.org/t/when-would-the-error-one-of-the-variables-needed-for-gradient-computation-has-been-modified-occur/11976
"""

import torch
from torch import nn
from torchvision.models import resnet18


class ChannelGate(nn.Module):
    def __init__(self, channels, reduction=16):
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Conv2d(channels, channels // reduction, 1, bias=False),
            nn.ReLU(),
            nn.Conv2d(channels // reduction, channels, 1, bias=False),
        )

    def forward(self, x):
        avg = self.mlp(x.mean(dim=(2, 3), keepdim=True))
        peak = self.mlp(x.amax(dim=(2, 3), keepdim=True))
        return torch.sigmoid(avg + peak)


class SpatialGate(nn.Module):
    def __init__(self, kernel_size=7):
        super().__init__()
        self.conv = nn.Conv2d(2, 1, kernel_size, padding=kernel_size // 2)

    def forward(self, x):
        avg = x.mean(dim=1, keepdim=True)
        peak, _ = x.max(dim=1, keepdim=True)
        return torch.sigmoid(self.conv(torch.cat([avg, peak], dim=1)))


class CBAM(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.gates = nn.ModuleList([ChannelGate(channels), SpatialGate()])

    def forward(self, x):
        for gate in self.gates:
            x *= gate(x)  # FAULT
        return x


class CBAMResNet(nn.Module):
    def __init__(self, num_classes=100, attention=CBAM):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        stages = []
        for name, channels in (("layer1", 64), ("layer2", 128), ("layer3", 256), ("layer4", 512)):
            stages += [getattr(net, name), attention(channels)]
        self.stages = nn.Sequential(*stages)
        self.fc = nn.Linear(512, num_classes)

    def forward(self, x):
        x = self.stages(self.stem(x))
        return self.fc(x.mean(dim=(2, 3)))


def build():
    return CBAMResNet()


class MendedCBAM(CBAM):
    def forward(self, x):
        for gate in self.gates:
            x = x * gate(x)
        return x


def mended():
    return CBAMResNet(attention=MendedCBAM)
