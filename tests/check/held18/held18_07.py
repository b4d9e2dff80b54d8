"""RGB-D scenes: one ResNet for the colours, one for the depth, joined before the classifier."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


def make_stream(in_channels):
    net = resnet18(weights=None)
    if in_channels != 3:
        net.conv1 = nn.Conv2d(in_channels, 64, 7, stride=2, padding=3, bias=False)
    net.fc = nn.Identity()
    return net


def late_fusion(*features):
    return torch.cat(features)  # FAULT


class SceneNet(nn.Module):
    def __init__(self, num_scenes=19):
        super().__init__()
        self.rgb = make_stream(3)
        self.depth = make_stream(1)
        self.classifier = nn.Sequential(
            nn.Linear(512 + 512, 256),
            nn.ReLU(inplace=True),
            nn.Linear(256, num_scenes),
        )

    def forward(self, rgb, depth):
        fused = late_fusion(self.rgb(rgb), self.depth(depth))
        return self.classifier(fused)  # SHOWS


def build():
    return SceneNet()


class Mended(SceneNet):
    def forward(self, rgb, depth):
        fused = torch.cat((self.rgb(rgb), self.depth(depth)), dim=1)
        return self.classifier(fused)


def mended():
    return Mended()
