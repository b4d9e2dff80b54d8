"""RefineNet on a ResNet-18: units that refine each path before the paths are fused.

The mistake is met at https://github.com/thomasjpfan/pytorch_refinenet/issues/2
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class ResidualConvUnit(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, padding=1)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x):
        return x + self.conv2(F.relu(self.conv1(F.relu(x))))


class RefineBlock(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.reduce = nn.ModuleList([nn.Conv2d(c, width, 1) for c in channels])
        self.units = nn.ModuleList([ResidualConvUnit(width) for _ in channels])
        self.out = nn.Conv2d(width, width, 3, padding=1)

    def refine(self, paths):
        for unit, path in zip(self.units, paths, strict=True):
            path = unit(path)  # FAULT
        return paths

    def forward(self, *paths):
        paths = [reduce(path) for reduce, path in zip(self.reduce, paths, strict=True)]
        paths = self.refine(paths)
        size = paths[0].shape[-2:]
        fused = sum(
            F.interpolate(path, size=size, mode="bilinear", align_corners=False) for path in paths
        )
        return self.out(fused)


class RefineNet(nn.Module):
    block = RefineBlock

    def __init__(self, num_classes=12, width=64):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1)
        self.layer2, self.layer3, self.layer4 = net.layer2, net.layer3, net.layer4
        self.deep = self.block((256, 512), width)
        self.fine = self.block((64, 128, width), width)
        self.classify = nn.Conv2d(width, num_classes, 1)

    def forward(self, x):
        c2 = self.stem(x)
        c3 = self.layer2(c2)
        c4 = self.layer3(c3)
        c5 = self.layer4(c4)
        fine = self.fine(c2, c3, self.deep(c4, c5))
        logits = self.classify(fine)
        return F.interpolate(logits, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return RefineNet()


class MendedBlock(RefineBlock):
    def refine(self, paths):
        return [unit(path) for unit, path in zip(self.units, paths, strict=True)]


class Mended(RefineNet):
    block = MendedBlock


def mended():
    return Mended()
