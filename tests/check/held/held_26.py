"""Fully convolutional segmentation head on ResNet-18: a class for every pixel of the image.

The message is asked about in https://github.com/CSAILVision/semantic-segmentation-pytorch/issues/66
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class FCN(nn.Module):
    def __init__(self, num_classes=11):
        super().__init__()
        net = resnet18(weights=None)
        self.body = nn.Sequential(*list(net.children())[:-3])  # up to layer3: stride 16
        self.head = nn.Sequential(
            nn.Conv2d(256, 64, 3, padding=1, bias=False),
            nn.BatchNorm2d(64),
            nn.ReLU(inplace=True),
            nn.Dropout2d(0.1),
            nn.Conv2d(64, num_classes, 1),
        )

    def forward(self, x):
        x = self.body(x)
        x = self.head(x)
        return F.interpolate(x, size=x.shape[-2:], mode="bilinear", align_corners=False)  # FAULT


def build():
    return FCN()


class Mended(FCN):
    def forward(self, x):
        logits = self.head(self.body(x))
        return F.interpolate(logits, size=x.shape[-2:], mode="bilinear", align_corners=False)


def mended():
    return Mended()
