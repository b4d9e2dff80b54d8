"""One-stage detector: a feature pyramid on a torchvision ResNet, with heads that all levels share.

After https://github.com/pytorch/vision/issues/1146 and https://github.com/liuch37/pan-pytorch/issues/5
"""

import torch.nn as nn
import torch.nn.functional as F
import torchvision
from torchvision.models._utils import IntermediateLayerGetter

CONFIG = {
    "backbone": "resnet18",  # FAULT
    "channels": [256, 512, 1024, 2048],  # FAULT
    "width": 64,
    "anchors": 3,
    "classes": 20,
}


class Pyramid(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.lateral = nn.ModuleList([nn.Conv2d(c, width, 1) for c in channels])
        self.smooth = nn.ModuleList([nn.Conv2d(width, width, 3, padding=1) for _ in channels])

    def forward(self, features):
        maps = [lateral(f) for lateral, f in zip(self.lateral, features)]  # SHOWS
        for i in range(len(maps) - 1, 0, -1):
            up = F.interpolate(maps[i], size=maps[i - 1].shape[-2:], mode="nearest")
            maps[i - 1] = maps[i - 1] + up
        return [smooth(m) for smooth, m in zip(self.smooth, maps)]


def tower(width, out):
    return nn.Sequential(
        nn.Conv2d(width, width, 3, padding=1),
        nn.ReLU(inplace=True),
        nn.Conv2d(width, out, 3, padding=1),
    )


class Detector(nn.Module):
    def __init__(self, config):
        super().__init__()
        net = getattr(torchvision.models, config["backbone"])(weights=None)
        layers = {f"layer{i}": str(i) for i in range(1, 5)}
        self.body = IntermediateLayerGetter(net, return_layers=layers)
        self.pyramid = Pyramid(config["channels"], config["width"])
        self.classify = tower(config["width"], config["anchors"] * config["classes"])
        self.regress = tower(config["width"], config["anchors"] * 4)

    def forward(self, images):
        levels = self.pyramid(list(self.body(images).values()))
        return {
            "scores": [self.classify(level) for level in levels],
            "boxes": [self.regress(level) for level in levels],
        }


def build():
    return Detector(CONFIG)


def mended():
    return Detector({**CONFIG, "channels": [64, 128, 256, 512]})
