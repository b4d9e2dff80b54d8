"""Chest X-rays, one channel, fourteen findings that may all be there (BCEWithLogitsLoss)."""

import torch.nn as nn
from torchvision.models import resnet34

FINDINGS = 14


class XRayNet(nn.Module):
    def __init__(self, in_channels=1, num_findings=FINDINGS, dropout=0.2):
        super().__init__()
        net = resnet34(weights=None)
        net.conv1.in_channels = in_channels  # FAULT
        net.fc = nn.Sequential(nn.Dropout(dropout), nn.Linear(net.fc.in_features, num_findings))
        nn.init.constant_(net.fc[1].bias, -2.0)
        self.net = net

    def forward(self, x):
        return self.net(x)  # SHOWS


def build():
    return XRayNet()


def mended():
    model = XRayNet()
    model.net.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
    return model
