"""Sixty-eight points of a face by regression, as (x, y) from -1 to 1. Returns (N, 68, 2).

Since v2 the body is a ResNet-50, as the ResNet-18 was not precise enough.
"""

import torch
import torch.nn as nn
from torchvision import models

NUM_POINTS = 68


class LandmarkNet(nn.Module):
    def __init__(self, num_points=NUM_POINTS):
        super().__init__()
        self.num_points = num_points
        self.backbone = models.resnet50(weights=None)
        self.backbone.fc = nn.Identity()
        self.regressor = nn.Sequential(
            nn.Linear(512, 256),  # FAULT
            nn.PReLU(),
            nn.Dropout(0.1),
            nn.Linear(256, num_points * 2),
        )
        self._init_weights()

    def _init_weights(self):
        for m in self.regressor:
            if isinstance(m, nn.Linear):
                nn.init.trunc_normal_(m.weight, std=0.02)
                nn.init.zeros_(m.bias)

    def forward(self, face):
        features = self.backbone(face)
        points = torch.tanh(self.regressor(features))  # SHOWS
        return points.view(-1, self.num_points, 2)


def build():
    return LandmarkNet()


def mended():
    net = LandmarkNet()
    net.regressor[0] = nn.Linear(2048, 256)
    return net
