"""RGB-D scene classification: two ResNet-18 streams (depth as HHA, three channels), late fusion."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


def stream():
    net = resnet18(weights=None)
    net.fc = nn.Identity()
    return net


class RGBDNet(nn.Module):
    def __init__(self, num_classes=19):
        super().__init__()
        self.rgb_stream = stream()
        self.depth_stream = stream()
        self.fusion = nn.Sequential(
            nn.Linear(512 * 2, 256),
            nn.ReLU(inplace=True),
            nn.Linear(256, num_classes),
        )

    def forward(self, rgb, depth):
        rgb_feat = self.rgb_stream(rgb)
        depth_feat = self.depth_stream(rgb)  # FAULT
        return self.fusion(torch.cat([rgb_feat, depth_feat], dim=1))


def build():
    return RGBDNet()


class Mended(RGBDNet):
    def forward(self, rgb, depth):
        fused = torch.cat([self.rgb_stream(rgb), self.depth_stream(depth)], dim=1)
        return self.fusion(fused)


def mended():
    return Mended()
