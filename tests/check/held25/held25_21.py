"""Anomalies in surveillance videos: a score for each segment, from a backbone of one's choice.

The mistake is met at https://github.com/ekosman/AnomalyDetectionCVPR2018-Pytorch/issues/230
"""

import torch.nn as nn
from torchvision import models

BACKBONES = {
    "resnet18": {"make": models.resnet18, "dim": 512},
    "resnet34": {"make": models.resnet34, "dim": 512},
    "resnet50": {"make": models.resnet50, "dim": 1024},  # FAULT
}


class SegmentScorer(nn.Module):
    def __init__(self, backbone="resnet50", dim=None):
        super().__init__()
        choice = BACKBONES[backbone]
        self.backbone = choice["make"](weights=None)
        self.backbone.fc = nn.Flatten()
        self.score = nn.Sequential(
            nn.Linear(dim or choice["dim"], 128),
            nn.ReLU(),
            nn.Dropout(0.6),
            nn.Linear(128, 32),
            nn.ReLU(),
            nn.Linear(32, 1),
            nn.Sigmoid(),
        )

    def forward(self, segments):
        n, k = segments.shape[:2]
        features = self.backbone(segments.flatten(0, 1))
        return self.score(features).view(n, k)  # SHOWS


def build():
    return SegmentScorer()


def mended():
    return SegmentScorer(dim=2048)
