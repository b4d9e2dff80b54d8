"""Facial landmarks: x and y of five points, in pixels of the image that came in."""

import torch
import torch.nn as nn
from torchvision import models


class LandmarkNet(nn.Module):
    def __init__(self, num_points=5):
        super().__init__()
        self.num_points = num_points
        self.backbone = models.resnet18(weights=None)
        self.backbone.fc = nn.Linear(512, num_points * 2)

    def forward(self, x):
        h, w = x.shape[-2:]
        points = torch.sigmoid(self.backbone(x))
        points = points.view(-1, self.num_points, 2)
        points[..., 0] *= w  # FAULT
        points[..., 1] *= h  # FAULT
        return points


def build():
    return LandmarkNet()


class Mended(LandmarkNet):
    def forward(self, x):
        h, w = x.shape[-2:]
        points = torch.sigmoid(self.backbone(x)).view(-1, self.num_points, 2)
        return points * points.new_tensor([w, h])


def mended():
    return Mended()
