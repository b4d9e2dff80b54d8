"""Seventeen joints of a body: heatmaps from three transposed convolutions on a ResNet-18.

Where a joint is, is the mean of the places weighted by its heatmap (soft-argmax), from -1 to 1.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


def deconv(n_in, n_out):
    return nn.Sequential(
        nn.ConvTranspose2d(n_in, n_out, 4, stride=2, padding=1, bias=False),
        nn.BatchNorm2d(n_out),
        nn.ReLU(inplace=True),
    )


class PoseResNet(nn.Module):
    def __init__(self, num_joints=17):
        super().__init__()
        net = resnet18(weights=None)
        self.backbone = nn.Sequential(*list(net.children())[:-2])
        self.deconv = nn.Sequential(deconv(512, 128), deconv(128, 64), deconv(64, 64))
        self.final = nn.Conv2d(64, num_joints, 1)

    def soft_argmax(self, heatmaps):
        n, j, h, w = heatmaps.shape
        prob = heatmaps.reshape(n, j, h * w).softmax(dim=-1).reshape(n, j, h, w)
        xs = torch.linspace(-1, 1, w, device=heatmaps.device, dtype=heatmaps.dtype)
        ys = torch.linspace(-1, 1, h, device=heatmaps.device, dtype=heatmaps.dtype)
        x = (prob.sum(dim=2) * xs).sum(dim=-1)
        y = (prob.sum(dim=3) * ys).sum(dim=-1)
        return torch.stack([x, y], dim=-1)

    def forward(self, images):
        heatmaps = self.final(self.deconv(self.backbone(images)))
        return self.soft_argmax(heatmaps), heatmaps


def build():
    return PoseResNet()
