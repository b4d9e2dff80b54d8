"""Palm trees in aerial pictures with a near-infrared channel: a one-stage detector.

It normalises its images itself, as the detectors of torchvision do.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18
from torchvision.ops import FeaturePyramidNetwork

IMAGENET_MEAN = [0.485, 0.456, 0.406]
IMAGENET_STD = [0.229, 0.224, 0.225]


class Normalize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean)[:, None, None])
        self.register_buffer("std", torch.tensor(std)[:, None, None])

    def forward(self, images):
        return (images - self.mean) / self.std  # SHOWS


class Backbone(nn.Module):
    def __init__(self, in_channels, out_channels=64):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = nn.Conv2d(in_channels, 64, 7, stride=2, padding=3, bias=False)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.layer2, self.layer3 = net.layer2, net.layer3
        self.fpn = FeaturePyramidNetwork([128, 256], out_channels)

    def forward(self, x):
        c3 = self.layer2(self.stem(x))
        return list(self.fpn({"p3": c3, "p4": self.layer3(c3)}).values())


class PalmDetector(nn.Module):
    def __init__(self, in_channels=4, num_anchors=3, mean=IMAGENET_MEAN, std=IMAGENET_STD):  # FAULT
        super().__init__()
        self.normalize = Normalize(mean, std)
        self.backbone = Backbone(in_channels)
        self.cls_logits = nn.Conv2d(64, num_anchors, 3, padding=1)
        self.bbox_pred = nn.Conv2d(64, num_anchors * 4, 3, padding=1)

    def forward(self, images):
        features = self.backbone(self.normalize(images))
        return {
            "cls_logits": [self.cls_logits(f) for f in features],
            "bbox_regression": [self.bbox_pred(f) for f in features],
        }


def build():
    return PalmDetector()


def mended():
    return PalmDetector(mean=[*IMAGENET_MEAN, 0.512], std=[*IMAGENET_STD, 0.208])
