"""Linear probing: the backbone is frozen, its batch norms included; only the classifier learns."""

import torch
import torch.nn as nn
from torchvision import models


class LinearProbe(nn.Module):
    def __init__(self, num_classes: int = 5):
        super().__init__()
        self.backbone = models.resnet18(weights=None)
        self.backbone.fc = nn.Identity()
        for p in self.backbone.parameters():
            p.requires_grad = False
        # frozen: no updates of the running statistics either
        self.backbone.eval()  # FAULT
        self.classifier = nn.Linear(512, num_classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        feats = self.backbone(x)
        return self.classifier(feats)


def build():
    return LinearProbe()


class Mended(LinearProbe):
    def train(self, mode=True):
        super().train(mode)
        self.backbone.eval()
        return self


def mended():
    return Mended()
