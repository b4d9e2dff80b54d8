"""Surface defects on steel strips: which of six kinds it is, and where about its centre lies.

The backbone was made larger and its width was not: https://github.com/yangze0930/NTS-Net/issues/47
"""

import torch.nn as nn
from torchvision import models

CONFIG = {
    "backbone": "resnet50",
    "feat_dim": 512,  # FAULT
    "hidden": 128,
    "dropout": 0.2,
    "kinds": ["crazing", "inclusion", "patches", "pitted", "rolled_in", "scratches"],
}


class Neck(nn.Module):
    def __init__(self, in_dim, hidden, dropout):
        super().__init__()
        self.proj = nn.Linear(in_dim, hidden)
        self.act = nn.ReLU(inplace=True)
        self.drop = nn.Dropout(dropout)

    def forward(self, x):
        return self.drop(self.act(self.proj(x)))  # SHOWS


class DefectNet(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.backbone = getattr(models, cfg["backbone"])(weights=None)
        self.backbone.fc = nn.Identity()
        self.neck = Neck(cfg["feat_dim"], cfg["hidden"], cfg["dropout"])
        self.kind = nn.Linear(cfg["hidden"], len(cfg["kinds"]))
        self.centre = nn.Linear(cfg["hidden"], 2)

    def forward(self, x):
        feat = self.neck(self.backbone(x))
        return {"kind": self.kind(feat), "centre": self.centre(feat).sigmoid()}


def build():
    return DefectNet(CONFIG)


def mended():
    return DefectNet({**CONFIG, "feat_dim": 2048})
