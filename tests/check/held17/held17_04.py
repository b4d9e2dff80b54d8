"""Street scenes with an ASPP on the first three stages of a ResNet.

A classic: https://discuss.pytorch.org/t/cross-entropy-loss-is-not-decreasing/43814/16
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18

criterion = nn.CrossEntropyLoss()


def conv_bn(cin, cout, k=1, dilation=1):
    pad = dilation if k == 3 else 0
    return [
        nn.Conv2d(cin, cout, k, padding=pad, dilation=dilation, bias=False),
        nn.BatchNorm2d(cout),
        nn.ReLU(inplace=True),
    ]


class ASPP(nn.Module):
    def __init__(self, cin, cout, rates=(2, 4, 6)):
        super().__init__()
        self.branches = nn.ModuleList([nn.Sequential(*conv_bn(cin, cout))])
        for rate in rates:
            self.branches.append(nn.Sequential(*conv_bn(cin, cout, 3, rate)))
        self.project = nn.Sequential(*conv_bn(cout * (len(rates) + 1), cout))

    def forward(self, x):
        return self.project(torch.cat([branch(x) for branch in self.branches], dim=1))


class StreetSeg(nn.Module):
    def __init__(self, num_classes=19):
        super().__init__()
        self.backbone = nn.Sequential(*list(resnet18(weights=None).children())[:7])
        self.aspp = ASPP(256, 64)
        layers = [*conv_bn(64, 64, 3), nn.Conv2d(64, num_classes, 1)]
        layers.append(nn.Softmax(dim=1))  # FAULT
        self.classifier = nn.Sequential(*layers)

    def forward(self, x):
        size = x.shape[-2:]
        x = self.classifier(self.aspp(self.backbone(x)))
        return F.interpolate(x, size=size, mode="bilinear", align_corners=False)

    def training_step(self, images, masks):
        return criterion(self(images), masks)


def build():
    return StreetSeg()


def mended():
    net = StreetSeg()
    del net.classifier[-1]
    return net
