"""SimCLR: a ResNet-18 with a projection head; representation and projection come out together."""

import torch.nn as nn
import torch.nn.functional as F
import torchvision


class SimCLR(nn.Module):
    def __init__(self, out_dim=64):
        super().__init__()
        self.encoder = torchvision.models.resnet18(weights=None, num_classes=out_dim)
        width = self.encoder.fc.in_features
        self.encoder.fc = nn.Identity()
        self.encoder.conv1 = nn.Conv2d(3, 64, 3, 1, 1, bias=False)
        self.encoder.maxpool = nn.Identity()
        self.projector = nn.Sequential(
            nn.Linear(width, width, bias=False),
            nn.BatchNorm1d(width),
            nn.ReLU(),
            nn.Linear(width, out_dim),
        )

    def forward(self, x):
        h = self.encoder(x)
        return h, F.normalize(self.projector(h), dim=1)


def build():
    return SimCLR()
