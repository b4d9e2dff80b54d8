"""SwAV's network: ResNet trunk, projection head, and prototypes of length one."""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class SwAVNet(ResNet):
    def __init__(self, out=64, nmb_prototypes=100, hidden=128):
        super().__init__(BasicBlock, [1, 1, 1, 1])
        self.fc = nn.Identity()
        self.projection_head = nn.Sequential(
            nn.Linear(512, hidden), nn.BatchNorm1d(hidden), nn.ReLU(inplace=True), nn.Linear(hidden, out)
        )
        self.prototypes = nn.Linear(out, nmb_prototypes, bias=False)

    def normalize_prototypes(self):
        w = F.normalize(self.prototypes.weight, dim=1, p=2)
        self.prototypes.weight.copy_(w)  # FAULT

    def forward(self, crops):
        self.normalize_prototypes()
        z = self.projection_head(super().forward(crops))
        z = F.normalize(z, dim=1, p=2)
        return z, self.prototypes(z)


def build():
    return SwAVNet()


class Mended(SwAVNet):
    @torch.no_grad()
    def normalize_prototypes(self):
        w = F.normalize(self.prototypes.weight, dim=1, p=2)
        self.prototypes.weight.copy_(w)


def mended():
    return Mended()
