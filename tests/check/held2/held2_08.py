"""Skin lesions: a photograph, and what is known of the patient (age, sex, place: ten numbers)."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class LesionNet(nn.Module):
    def __init__(self, n_meta=10, n_classes=7):
        super().__init__()
        self.image_net = resnet18(weights=None)
        width = self.image_net.fc.in_features
        self.image_net.fc = nn.Identity()
        self.meta_net = nn.Sequential(nn.Linear(n_meta, 32), nn.LayerNorm(32), nn.ReLU())
        self.head = nn.Sequential(nn.Dropout(0.3), nn.Linear(width + 32, n_classes))

    def forward(self, image, meta):
        return self.head(torch.cat([self.image_net(image), self.meta_net(meta)], dim=1))


def build():
    return LesionNet()
