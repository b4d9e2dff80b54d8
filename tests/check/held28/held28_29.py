"""Hand keypoints by the expected place in a heatmap of 32 x 32, in shares of the image."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class SoftArgmax(nn.Module):
    def __init__(self, size=32):
        super().__init__()
        self.size = size
        self.steps = torch.linspace(0, 1, size)  # FAULT

    def forward(self, heat):
        n, k = heat.shape[:2]
        prob = F.softmax(heat.view(n, k, -1), dim=-1).view(n, k, self.size, self.size)
        x = (prob.sum(dim=2) * self.steps).sum(dim=-1)  # FAULT
        y = (prob.sum(dim=3) * self.steps).sum(dim=-1)  # FAULT
        return torch.stack([x, y], dim=-1)


class HandNet(nn.Module):
    def __init__(self, num_points=21):
        super().__init__()
        net = resnet18(weights=None)
        self.body = nn.Sequential(*list(net.children())[:6])
        self.heat = nn.Conv2d(128, num_points, 1)
        self.locate = SoftArgmax()

    def forward(self, x):
        heat = self.heat(self.body(x))
        heat = F.interpolate(heat, size=(32, 32), mode="bilinear", align_corners=False)
        return self.locate(heat)


def build():
    return HandNet()


def mended():
    net = HandNet()
    steps = net.locate.steps
    del net.locate.steps
    net.locate.register_buffer("steps", steps)
    return net
