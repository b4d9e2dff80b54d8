"""RGB-D object recognition: a stream for colour, a stream for depth, late fusion.

Two names for one network, as in https://github.com/i008/pytorch-deepfashion/issues/1
"""

import copy

import torch
import torch.nn as nn
import torchvision


class RGBDNet(nn.Module):
    def __init__(self, num_classes=51):
        super().__init__()
        backbone = torchvision.models.resnet18(weights=None)
        backbone.fc = nn.Identity()
        self.rgb_stream = backbone
        self.depth_stream = self.another(backbone)
        self.depth_stream.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
        self.classifier = nn.Sequential(nn.Linear(1024, 256), nn.ReLU(), nn.Linear(256, num_classes))

    def another(self, backbone):
        return backbone  # FAULT

    def forward(self, rgb, depth):
        rgb = self.rgb_stream(rgb)  # SHOWS
        depth = self.depth_stream(depth)
        return self.classifier(torch.cat([rgb, depth], dim=1))


def build():
    return RGBDNet()


class Mended(RGBDNet):
    def another(self, backbone):
        return copy.deepcopy(backbone)


def mended():
    return Mended()
