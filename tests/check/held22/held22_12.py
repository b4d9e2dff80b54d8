"""Person re-identification: a light ResNet with squeeze-and-excitation and a BNNeck."""

import torch
import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet


class SELayer(nn.Module):
    def __init__(self, channels, reduction=8):
        super().__init__()
        self.fc = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(channels, channels // reduction, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels // reduction, channels, 1),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return x * self.fc(x)


class SEBasicBlock(BasicBlock):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.se = SELayer(self.conv2.out_channels)  # FAULT

    def forward(self, x):
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))  # FAULT
        return self.relu(out + identity)  # FAULT


class ReID(nn.Module):
    def __init__(self, block=SEBasicBlock, num_persons=75):
        super().__init__()
        net = ResNet(block, [1, 1, 1, 1])
        net.fc = nn.Identity()
        self.backbone = net
        self.neck = nn.BatchNorm1d(512)
        self.classifier = nn.Linear(512, num_persons, bias=False)

    def forward(self, x):
        feature = self.backbone(x)
        return torch.cat([self.classifier(self.neck(feature)), feature], dim=1)


def build():
    return ReID()


class Mended(SEBasicBlock):
    def forward(self, x):
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.se(self.bn2(self.conv2(out)))
        return self.relu(out + identity)


def mended():
    return ReID(Mended)
