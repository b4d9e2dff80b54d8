"""Linear probe: the backbone stays as it was pretrained, statistics too; only the head learns."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class LinearProbe(nn.Module):
    def __init__(self, num_classes=37):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.fc = nn.Identity()
        self.backbone.requires_grad_(False)
        self.head = nn.Linear(512, num_classes)

    def train(self, mode=True):
        super().train(mode)
        self.backbone.eval()
        return self

    @torch.no_grad()
    def extract(self, x):
        return self.backbone(x)

    def forward(self, x):
        return self.head(self.extract(x))


def build():
    return LinearProbe()
