"""One-stage detector: RetinaNet's heads on the last two stages of a ResNet-18.

https://github.com/fl16180/small-object-detection/issues/2
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class Head(nn.Module):
    def __init__(self, in_ch, num_anchors, per_anchor):
        super().__init__()
        self.per_anchor = per_anchor
        self.tower = nn.Sequential(nn.Conv2d(in_ch, in_ch, 3, padding=1), nn.ReLU(inplace=True))
        self.out = nn.Conv2d(in_ch, num_anchors * per_anchor, 3, padding=1)

    def arrange(self, y):
        y = y.permute(0, 2, 3, 1)  # FAULT
        return y.view(y.size(0), -1, self.per_anchor)  # FAULT

    def forward(self, x):
        return self.arrange(self.out(self.tower(x)))


class MiniRetina(nn.Module):
    def __init__(self, num_classes=20, num_anchors=9, fpn=64, head=Head):
        super().__init__()
        net = resnet18(weights=None)
        self.body = nn.Sequential(*list(net.children())[:7])
        self.layer4 = net.layer4
        self.p4 = nn.Conv2d(256, fpn, 1)
        self.p5 = nn.Conv2d(512, fpn, 1)
        self.cls_head = head(fpn, num_anchors, num_classes)
        self.box_head = head(fpn, num_anchors, 4)

    def forward(self, x):
        c4 = self.body(x)
        levels = [self.p4(c4), self.p5(self.layer4(c4))]
        cls = torch.cat([self.cls_head(p) for p in levels], dim=1)
        box = torch.cat([self.box_head(p) for p in levels], dim=1)
        return cls, box


def build():
    return MiniRetina()


class Mended(Head):
    def arrange(self, y):
        return y.permute(0, 2, 3, 1).reshape(y.size(0), -1, self.per_anchor)


def mended():
    return MiniRetina(head=Mended)
