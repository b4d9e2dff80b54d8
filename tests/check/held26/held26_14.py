"""Chest X-rays of one channel: a base class for classifiers, and one for a yes-or-no finding.

Trained with BCEWithLogitsLoss on a vector of labels, one float for each image, as in
https://discuss.pytorch.org/t/two-output-nodes-for-binary-classification/58703
"""

from dataclasses import dataclass

import torch.nn as nn
from torchvision import models


@dataclass
class XrayConfig:
    arch: str = "resnet18"
    in_channels: int = 1
    num_classes: int = 1
    hidden: int = 96


class BaseClassifier(nn.Module):
    criterion = nn.CrossEntropyLoss

    def __init__(self, cfg):
        super().__init__()
        net = getattr(models, cfg.arch)(weights=None)
        dim = net.fc.in_features
        net.conv1 = nn.Conv2d(cfg.in_channels, 64, 7, 2, 3, bias=False)
        net.fc = nn.Identity()
        self.backbone = net
        self.head = self.make_head(dim, cfg)

    def make_head(self, dim, cfg):
        return nn.Sequential(
            nn.Linear(dim, cfg.hidden), nn.GELU(), nn.Linear(cfg.hidden, cfg.num_classes)
        )

    def forward(self, x):
        return self.head(self.backbone(x))


class FindingClassifier(BaseClassifier):
    """One logit for an image: does it show the finding?"""

    criterion = nn.BCEWithLogitsLoss

    def forward(self, x):
        return super().forward(x)  # FAULT


def build():
    return FindingClassifier(XrayConfig())


class Mended(FindingClassifier):
    def forward(self, x):
        return super().forward(x).squeeze(1)


def mended():
    return Mended(XrayConfig())
