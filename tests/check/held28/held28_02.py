"""Skin lesions (HAM10000, seven classes), with the backbone named in a config.

It began with resnet18; now it is a larger one. What the error looks like:
https://devpress.csdn.net/v1/article/detail/132154390
"""

import torch.nn as nn
from torchvision import models

CONFIG = {
    "arch": "resnet50",
    "num_classes": 7,
    "hidden": 256,
    "dropout": 0.3,
}


def make_head(hidden, num_classes, dropout, in_features=512):  # FAULT
    return nn.Sequential(
        nn.Linear(in_features, hidden),  # FAULT
        nn.ReLU(inplace=True),
        nn.Dropout(dropout),
        nn.Linear(hidden, num_classes),
    )


class LesionClassifier(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.backbone = getattr(models, config["arch"])(weights=None)
        self.backbone.fc = make_head(config["hidden"], config["num_classes"], config["dropout"])  # FAULT

    def forward(self, x):
        return self.backbone(x)  # SHOWS


def build():
    return LesionClassifier(CONFIG)


def mended():
    net = LesionClassifier(CONFIG)
    net.backbone.fc = make_head(256, 7, 0.3, in_features=2048)
    return net
