"""Skin lesions, from a picture and what is known of the patient. loss_fn = nn.CrossEntropyLoss()"""

import torch
import torch.nn as nn
from torchvision import models


class LesionNet(nn.Module):
    def __init__(self, n_meta=9, n_classes=7):
        super().__init__()
        resnet = models.resnet18(weights=None)
        self.features = nn.Sequential(*list(resnet.children())[:-1])
        self.meta = nn.Sequential(nn.Linear(n_meta, 32), nn.LayerNorm(32), nn.SiLU())
        self.classifier = nn.Linear(resnet.fc.in_features + 32, n_classes)

    def vector(self, x):
        return self.features(x).squeeze()  # FAULT

    def forward(self, x, meta):
        both = torch.cat([self.vector(x), self.meta(meta)], dim=1)  # SHOWS
        return self.classifier(both)


def build():
    return LesionNet()


class Mended(LesionNet):
    def vector(self, x):
        return self.features(x).flatten(1)


def mended():
    return Mended()
