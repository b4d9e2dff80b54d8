"""Findings in X-rays of the chest: fourteen, of which an image may have several, or none.

criterion = nn.BCEWithLogitsLoss()
"""

import torch.nn as nn
from torchvision.models import resnet18

FINDINGS = [
    *("atelectasis", "cardiomegaly", "effusion", "infiltration", "mass", "nodule", "pneumonia"),
    *("pneumothorax", "consolidation", "edema", "emphysema", "fibrosis", "thickening", "hernia"),
]


class ChestNet(nn.Module):
    def __init__(self, out_size=14):
        super().__init__()
        self.backbone = resnet18(weights=None)
        stem = self.backbone.conv1
        self.backbone.conv1 = nn.Conv2d(
            1, stem.out_channels, stem.kernel_size, stem.stride, stem.padding, bias=False
        )
        num_ftrs = self.backbone.fc.in_features
        self.backbone.fc = nn.Sequential(
            nn.Dropout(0.2),
            nn.Linear(num_ftrs, out_size),
            nn.Sigmoid(),  # FAULT
        )

    def forward(self, x):
        return self.backbone(x)


def build():
    return ChestNet()


def mended():
    net = ChestNet()
    net.backbone.fc = net.backbone.fc[:2]
    return net
