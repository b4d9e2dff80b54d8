"""YOLO v1 with a ResNet-18 in front: a grid of S x S cells, B boxes in each, and C classes."""

import torch.nn as nn
from torchvision.models import resnet18


class YOLOv1ResNet(nn.Module):
    def __init__(self, s=7, b=2, c=20):
        super().__init__()
        self.s, self.b, self.c = s, b, c
        net = resnet18(weights=None)
        self.backbone = nn.Sequential(*list(net.children())[:-2], nn.AdaptiveAvgPool2d(s))
        self.head = nn.Sequential(
            nn.Flatten(),
            nn.Linear(512 * s * s, 256),
            nn.LeakyReLU(0.1, inplace=True),
            nn.Dropout(0.3),
            nn.Linear(256, s * s * (c + b * 4)),  # FAULT
        )

    def forward(self, x):
        x = self.head(self.backbone(x))
        # each box is x, y, w, h and how sure it is of an object
        return x.view(x.size(0), self.s, self.s, self.c + self.b * 5)  # SHOWS


def build():
    return YOLOv1ResNet()


def mended():
    net = YOLOv1ResNet()
    net.head[-1] = nn.Linear(256, 7 * 7 * 30)
    return net
