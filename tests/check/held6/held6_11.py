"""Where people look first: a gate over the map of a ResNet, and from it five scores for a poster.

nn.SmoothL1Loss() against votes between 0 and 1.
"""

import torch
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class SpatialGate(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.look = nn.Sequential(nn.Conv2d(channels, 32, 1), nn.ReLU(), nn.Conv2d(32, 1, 3, padding=1))

    def forward(self, features):
        mask = torch.sigmoid(self.look(features))
        features *= mask  # FAULT
        return features


class PosterScore(ResNet):
    def __init__(self, gate=SpatialGate):
        super().__init__(BasicBlock, [1, 1, 1, 1], num_classes=5)
        self.gate = gate(512)

    def _forward_impl(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        x = self.gate(x)
        return self.fc(self.avgpool(x).flatten(1))


def build():
    return PosterScore()


class MendedGate(SpatialGate):
    def forward(self, features):
        return features * torch.sigmoid(self.look(features))


def mended():
    return PosterScore(MendedGate)
