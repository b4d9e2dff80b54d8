"""Landmark recognition on 224 x 224 crops: no pooling, the whole last map goes into one layer.

The last stage keeps its resolution (as re-identification networks do).
"""

import torch.nn as nn
from torchvision.models import resnet18

CONFIG = {"crop": 224, "last_stride": 1, "dim": 64, "classes": 30}


def trunk(last_stride):
    net = resnet18(weights=None)
    if last_stride == 1:
        net.layer4[0].conv1.stride = (1, 1)
        net.layer4[0].downsample[0].stride = (1, 1)
    return nn.Sequential(*list(net.children())[:-2])


def head(cfg):
    side = cfg["crop"] // 32  # FAULT
    layers = [nn.Flatten()]
    layers.append(nn.Linear(512 * side * side, cfg["dim"]))  # FAULT
    layers += [nn.ReLU(inplace=True), nn.Linear(cfg["dim"], cfg["classes"])]
    return nn.Sequential(*layers)


class LandmarkNet(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.features = trunk(cfg["last_stride"])
        self.head = head(cfg)

    def forward(self, x):
        return self.head(self.features(x))  # SHOWS


def build():
    return LandmarkNet(CONFIG)


def mended():
    net = LandmarkNet(CONFIG)
    net.head[1] = nn.Linear(512 * 14 * 14, 64)
    return net
