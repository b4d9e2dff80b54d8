"""Segmentation of roads: log-probabilities of each pixel for an NLLLoss, from two levels."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter


class RoadNet(nn.Module):
    def __init__(self, num_classes=5):
        super().__init__()
        net = resnet18(weights=None)
        self.backbone = IntermediateLayerGetter(net, return_layers={"layer3": "mid", "layer4": "top"})
        self.top = nn.Sequential(
            nn.Conv2d(512, 64, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True)
        )
        self.mid = nn.Conv2d(256, 64, 1)
        self.out = nn.Conv2d(64, num_classes, 1)

    def forward(self, x):
        features = self.backbone(x)
        joined = self.mid(features["mid"])
        joined += F.interpolate(self.top(features["top"]), joined.shape[-2:])
        logits = self.out(F.relu_(joined))
        logits = F.interpolate(logits, x.shape[-2:], mode="bilinear", align_corners=False)
        return F.log_softmax(logits, dim=1)


def build():
    return RoadNet()
