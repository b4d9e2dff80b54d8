"""Bone age in months, from a picture of a hand. nn.MSELoss() against a vector of ages."""

import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet


class BoneAge(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = ResNet(BasicBlock, [2, 1, 1, 1], num_classes=128)
        self.head = nn.Sequential(
            nn.BatchNorm1d(128),
            nn.ReLU(),
            nn.Dropout(p=0.25),
            nn.Linear(128, 1),
        )

    def forward(self, hand):
        return self.head(self.backbone(hand))  # FAULT


def build():
    return BoneAge()


class Mended(BoneAge):
    def forward(self, hand):
        return self.head(self.backbone(hand)).squeeze(1)


def mended():
    return Mended()
