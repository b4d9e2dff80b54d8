"""DeepLab v3 on a small backbone, output stride 16.

https://github.com/pytorch/vision/issues/2121
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import models
from torchvision.models._utils import IntermediateLayerGetter

CONFIG = {
    "backbone": "resnet18",  # FAULT
    "dilate": [False, False, True],  # FAULT
    "classes": 21,
    "rates": (1, 2, 4),
}


class ASPP(nn.Module):
    def __init__(self, in_ch, rates, out_ch=64):
        super().__init__()
        self.branches = nn.ModuleList(
            [nn.Conv2d(in_ch, out_ch, 3, padding=r, dilation=r, bias=False) for r in rates]
        )
        self.project = nn.Sequential(
            nn.Conv2d(out_ch * len(rates), out_ch, 1, bias=False), nn.BatchNorm2d(out_ch), nn.ReLU()
        )

    def forward(self, x):
        return self.project(torch.cat([branch(x) for branch in self.branches], dim=1))


class DeepLab(nn.Module):
    def __init__(self, cfg=CONFIG):
        super().__init__()
        make = getattr(models, cfg["backbone"])
        net = make(weights=None, replace_stride_with_dilation=cfg["dilate"])  # FAULT
        channels = net.fc.in_features
        self.backbone = IntermediateLayerGetter(net, return_layers={"layer4": "out"})
        self.aspp = ASPP(channels, cfg["rates"])
        self.classifier = nn.Conv2d(64, cfg["classes"], 1)

    def forward(self, x):
        y = self.classifier(self.aspp(self.backbone(x)["out"]))
        return F.interpolate(y, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return DeepLab()


def mended():
    return DeepLab({**CONFIG, "backbone": "resnet50"})
