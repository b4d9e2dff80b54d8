"""SE-ResNet: torchvision's ResNet made of basic blocks that squeeze and excite."""

import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet


class SELayer(nn.Module):
    def __init__(self, channels, reduction=16):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Sequential(
            nn.Linear(channels, channels // reduction),
            nn.ReLU(),
            nn.Linear(channels // reduction, channels),
            nn.Sigmoid(),
        )

    def forward(self, x):
        squeezed = self.pool(x).flatten(1)
        gate = self.fc(squeezed)  # FAULT
        return x * gate  # FAULT


class SEBasicBlock(BasicBlock):
    gate = SELayer

    def __init__(self, inplanes, planes, *args, **kwargs):
        super().__init__(inplanes, planes, *args, **kwargs)
        self.se = self.gate(planes)

    def forward(self, x):
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.se(self.bn2(self.conv2(out)))
        return self.relu(out + identity)


def build():
    return ResNet(SEBasicBlock, [2, 2, 2, 2], num_classes=100)


class MendedLayer(SELayer):
    def forward(self, x):
        gate = self.fc(self.pool(x).flatten(1))
        return x * gate[:, :, None, None]


class MendedBlock(SEBasicBlock):
    gate = MendedLayer


def mended():
    return ResNet(MendedBlock, [2, 2, 2, 2], num_classes=100)
