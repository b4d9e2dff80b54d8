"""One-stage detector: towers for classes and boxes on two levels of ResNet-18, nine anchors a place."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class AnchorHead(nn.Module):
    def __init__(self, in_channels, num_outputs, num_anchors=9, depth=2):
        super().__init__()
        self.num_outputs = num_outputs
        tower = []
        for _ in range(depth):
            tower += [nn.Conv2d(in_channels, in_channels, 3, padding=1), nn.ReLU(inplace=True)]
        self.tower = nn.Sequential(*tower)
        self.predict = nn.Conv2d(in_channels, num_anchors * num_outputs, 3, padding=1)

    def rearrange(self, out):
        n = out.size(0)
        out = out.permute(0, 2, 3, 1)  # FAULT
        return out.view(n, -1, self.num_outputs)  # FAULT

    def forward(self, levels):
        return torch.cat([self.rearrange(self.predict(self.tower(x))) for x in levels], dim=1)


class TinyRetina(nn.Module):
    head = AnchorHead

    def __init__(self, num_classes=20, width=64):
        super().__init__()
        net = resnet18(weights=None)
        self.c4 = nn.Sequential(*list(net.children())[:7])
        self.c5 = net.layer4
        self.lateral4 = nn.Conv2d(256, width, 1)
        self.lateral5 = nn.Conv2d(512, width, 1)
        self.classes = self.head(width, num_classes)
        self.boxes = self.head(width, 4)

    def forward(self, x):
        c4 = self.c4(x)
        levels = [self.lateral4(c4), self.lateral5(self.c5(c4))]
        return self.classes(levels), self.boxes(levels)


def build():
    return TinyRetina()


class MendedHead(AnchorHead):
    def rearrange(self, out):
        return out.permute(0, 2, 3, 1).reshape(out.size(0), -1, self.num_outputs)


class Mended(TinyRetina):
    head = MendedHead


def mended():
    return Mended()
