"""Fine-tuning for crop diseases: the backbone is chosen by its name.

https://e-com-net.com/article/1689075049153245184.htm
"""

import torch.nn as nn
from torchvision import models

BACKBONES = {
    "resnet18": {"fn": models.resnet18, "features": 512},
    "resnet34": {"fn": models.resnet34, "features": 512},
    "resnet50": {"fn": models.resnet50, "features": 512},  # FAULT
}

CONFIG = {"backbone": "resnet50", "hidden": 256, "dropout": 0.4, "classes": 4}


class CropNet(nn.Module):
    def __init__(self, config):
        super().__init__()
        entry = BACKBONES[config["backbone"]]
        self.backbone = entry["fn"](weights=None)
        self.backbone.fc = nn.Identity()
        self.head = nn.Sequential(
            nn.Linear(entry["features"], config["hidden"]),  # FAULT
            nn.ReLU(),
            nn.Dropout(config["dropout"]),
            nn.Linear(config["hidden"], config["classes"]),
        )

    def forward(self, img):
        features = self.backbone(img)
        return self.head(features)  # SHOWS


def build():
    return CropNet(CONFIG)


def mended():
    net = CropNet(CONFIG)
    net.head[0] = nn.Linear(2048, CONFIG["hidden"])
    return net
