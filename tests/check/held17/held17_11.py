"""U-Net with deep supervision: one shared classifier at each scale, in eval at the last alone."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter

STAGES = {"relu": "c1", "layer1": "c2", "layer2": "c3", "layer3": "c4"}


class Fuse(nn.Module):
    def __init__(self, skip, width):
        super().__init__()
        self.reduce = nn.Conv2d(skip, width, 1, bias=False)
        self.mix = nn.Sequential(nn.GroupNorm(8, width), nn.ReLU(inplace=True))
        self.conv = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x, skip):
        y = self.reduce(skip)
        y += F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=False)
        return self.conv(self.mix(y))


class SupervisedUNet(nn.Module):
    def __init__(self, num_classes=4, width=48):
        super().__init__()
        self.encoder = IntermediateLayerGetter(resnet18(weights=None), STAGES)
        self.bridge = nn.Conv2d(256, width, 1)
        self.fuse = nn.ModuleDict({"c3": Fuse(128, width), "c2": Fuse(64, width), "c1": Fuse(64, width)})
        self.classify = nn.Conv2d(width, num_classes, 1)  # one for all scales, so that they agree

    def forward(self, image):
        feats = self.encoder(image)
        x = self.bridge(feats["c4"])
        outputs = [self.classify(x)]
        for name, fuse in self.fuse.items():
            x = fuse(x, feats[name])
            outputs.append(self.classify(x))
        size = image.shape[-2:]
        if not self.training:
            return F.interpolate(outputs[-1], size=size, mode="bilinear", align_corners=False)
        return torch.stack(
            [F.interpolate(o, size=size, mode="bilinear", align_corners=False) for o in outputs], dim=1
        )


def build():
    return SupervisedUNet()
