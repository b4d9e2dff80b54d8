"""Land cover from satellites: segmentation in a dict, with a second head while it is trained."""

from collections import OrderedDict

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter


class Head(nn.Sequential):
    def __init__(self, in_channels, channels):
        inter = in_channels // 4
        super().__init__(
            nn.Conv2d(in_channels, inter, 3, padding=1, bias=False),
            nn.BatchNorm2d(inter),
            nn.ReLU(),
            nn.Conv2d(inter, channels, 1),
        )


class LandNet(nn.Module):
    def __init__(self, num_classes=9, aux_channels=1024):
        super().__init__()
        self.backbone = IntermediateLayerGetter(resnet18(), {"layer3": "aux", "layer4": "out"})
        self.classifier = Head(512, num_classes)
        self.aux_classifier = Head(aux_channels, num_classes)  # FAULT

    def forward(self, x):
        size = x.shape[-2:]
        features = self.backbone(x)
        result = OrderedDict()
        result["out"] = F.interpolate(self.classifier(features["out"]), size, mode="bilinear")
        if self.training:
            aux = self.aux_classifier(features["aux"])  # SHOWS
            result["aux"] = F.interpolate(aux, size, mode="bilinear")
        return result


def build():
    return LandNet()


def mended():
    return LandNet(aux_channels=256)
