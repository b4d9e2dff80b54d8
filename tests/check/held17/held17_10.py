"""RetinaNet from a config; somebody went from ResNet-18 to ResNet-50.

https://github.com/pytorch/vision/issues/1146, from the other side.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision

CONFIG = {
    "backbone": "resnet50",  # FAULT
    "stages": ["layer2", "layer3", "layer4"],
    "stage_channels": [128, 256, 512],  # FAULT
    "fpn_channels": 64,
    "num_anchors": 9,
    "num_classes": 20,
}


class FPN(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.lateral = nn.ModuleList()
        self.smooth = nn.ModuleList()
        for c in in_channels:
            self.lateral.append(nn.Conv2d(c, out_channels, 1))  # FAULT
            self.smooth.append(nn.Conv2d(out_channels, out_channels, 3, padding=1))

    def forward(self, feats):
        maps = [lateral(f) for lateral, f in zip(self.lateral, feats)]  # SHOWS
        for i in range(len(maps) - 2, -1, -1):
            maps[i] = maps[i] + F.interpolate(maps[i + 1], size=maps[i].shape[-2:])
        return [smooth(m) for smooth, m in zip(self.smooth, maps)]


class RetinaNet(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.cfg = cfg
        self.body = getattr(torchvision.models, cfg["backbone"])(weights=None)
        del self.body.fc, self.body.avgpool
        self.fpn = FPN(cfg["stage_channels"], cfg["fpn_channels"])
        self.cls_head = nn.Conv2d(
            cfg["fpn_channels"], cfg["num_anchors"] * cfg["num_classes"], 3, padding=1
        )
        self.box_head = nn.Conv2d(cfg["fpn_channels"], cfg["num_anchors"] * 4, 3, padding=1)

    def extract(self, x):
        feats = []
        for name, module in self.body.named_children():
            x = module(x)
            if name in self.cfg["stages"]:
                feats.append(x)
        return feats

    def forward(self, images):
        n, k = images.shape[0], self.cfg["num_classes"]
        pyramid = self.fpn(self.extract(images))
        scores = [self.cls_head(p).permute(0, 2, 3, 1).reshape(n, -1, k) for p in pyramid]
        boxes = [self.box_head(p).permute(0, 2, 3, 1).reshape(n, -1, 4) for p in pyramid]
        return torch.cat(scores, dim=1), torch.cat(boxes, dim=1)


def build():
    return RetinaNet(CONFIG)


def mended():
    return RetinaNet({**CONFIG, "stage_channels": [512, 1024, 2048]})
