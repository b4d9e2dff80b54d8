"""Scenes, with residual attention: a mask M says where to look, and (1 + M) * T goes on.

T comes from the trunk; M from a branch that looks at a larger part of the image, from 0 to 1.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18
from torchvision.models.resnet import BasicBlock


class AttentionModule(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.trunk = BasicBlock(channels, channels)
        self.down = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        self.bottom = BasicBlock(channels, channels)
        self.to_mask = nn.Sequential(
            nn.Conv2d(channels, channels, kernel_size=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, kernel_size=1),
        )

    def forward(self, x):
        trunk = self.trunk(x)
        branch = self.bottom(self.down(x))
        branch = F.interpolate(branch, size=trunk.shape[-2:], mode="bilinear", align_corners=False)
        mask = torch.sigmoid(self.to_mask(branch + trunk))
        mask += 1  # FAULT
        return mask * trunk


class ResidualAttentionNet(nn.Module):
    def __init__(self, num_classes=67):
        super().__init__()
        self.net = resnet18(weights=None)
        self.net.layer2.append(AttentionModule(128))
        self.net.layer3.append(AttentionModule(256))
        self.net.fc = nn.Linear(512, num_classes)

    def forward(self, x):
        return self.net(x)


def build():
    return ResidualAttentionNet()


class Mended(AttentionModule):
    def forward(self, x):
        trunk = self.trunk(x)
        branch = self.bottom(self.down(x))
        branch = F.interpolate(branch, size=trunk.shape[-2:], mode="bilinear", align_corners=False)
        return (1 + torch.sigmoid(self.to_mask(branch + trunk))) * trunk


def mended():
    net = ResidualAttentionNet()
    net.net.layer2[-1], net.net.layer3[-1] = Mended(128), Mended(256)
    return net
