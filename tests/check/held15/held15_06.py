"""Pneumonia or not, from grey chest X-rays; trained with BCEWithLogitsLoss on labels of shape (N,).

The error of https://github.com/pytorch/pytorch/issues/25663.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet34


class XRayNet(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.backbone = resnet34(weights=None)
        old = self.backbone.conv1
        self.backbone.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
        with torch.no_grad():
            self.backbone.conv1.weight.copy_(old.weight.sum(dim=1, keepdim=True))
        features = self.backbone.fc.in_features
        self.backbone.fc = nn.Identity()
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(features, 1)
        nn.init.constant_(self.fc.bias, -2.0)  # one in eight is ill

    def forward(self, x):
        x = self.backbone(x)
        return self.fc(self.dropout(x))  # FAULT


def build():
    return XRayNet()


class Mended(XRayNet):
    def forward(self, x):
        return super().forward(x).squeeze(1)


def mended():
    return Mended()
