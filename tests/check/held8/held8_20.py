"""Skin lesions: features from inside a ResNet, each with a side output of its own (deep supervision)."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class SideOutputs(nn.Module):
    """`taps` are names of modules, as `named_modules()` has them, and their channels."""

    def __init__(self, taps, classes):
        super().__init__()
        self.taps = taps
        self.sides = self.make(classes)

    def make(self, classes):
        return nn.ModuleDict({name: nn.Conv2d(c, classes, 1) for name, c in self.taps.items()})  # FAULT

    def side(self, name):
        return self.sides[name]

    def forward(self, seen, size):
        outs = [
            F.interpolate(self.side(name)(seen[name]), size=size, mode="bilinear", align_corners=False)
            for name in self.taps
        ]
        return outs, torch.stack(outs).mean(dim=0)


class Lesions(nn.Module):
    TAPS = {"layer1.1": 64, "layer2.1": 128, "layer3.1": 256}

    def __init__(self, classes=1, outputs=SideOutputs):
        super().__init__()
        self.net = resnet18(weights=None)
        del self.net.layer4, self.net.avgpool, self.net.fc
        self.outputs = outputs(self.TAPS, classes)

    def forward(self, x):
        seen = {}
        y = self.net.maxpool(self.net.relu(self.net.bn1(self.net.conv1(x))))
        for stage in ("layer1", "layer2", "layer3"):
            for i, block in enumerate(getattr(self.net, stage)):
                y = block(y)
                seen[f"{stage}.{i}"] = y
        sides, fused = self.outputs(seen, x.shape[-2:])
        return [fused, *sides]


def build():
    return Lesions()


class Mended(SideOutputs):
    def make(self, classes):
        named = {name.replace(".", "_"): nn.Conv2d(c, classes, 1) for name, c in self.taps.items()}
        return nn.ModuleDict(named)

    def side(self, name):
        return self.sides[name.replace(".", "_")]


def mended():
    return Lesions(outputs=Mended)
