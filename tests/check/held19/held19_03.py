"""DeepLabV3 head on a dilated ResNet-14, small ASPP for 19 classes."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models.resnet import Bottleneck, ResNet


def conv_bn_relu(cin, cout, k=1, dilation=1):
    padding = dilation if k == 3 else 0
    return nn.Sequential(
        nn.Conv2d(cin, cout, k, padding=padding, dilation=dilation, bias=False),
        nn.BatchNorm2d(cout),
        nn.ReLU(inplace=True),
    )


class ASPP(nn.Module):
    def __init__(self, cin, cout=64, rates=(6, 12, 18)):
        super().__init__()
        self.convs = nn.ModuleList([conv_bn_relu(cin, cout)])
        for rate in rates:
            self.convs.append(conv_bn_relu(cin, cout, 3, rate))
        self.image_pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), conv_bn_relu(cin, cout))
        self.project = conv_bn_relu(cout * (len(rates) + 2), cout)

    def forward(self, x):
        branches = [conv(x) for conv in self.convs]
        branches.append(self.image_pool(x))  # FAULT
        return self.project(torch.cat(branches, dim=1))  # FAULT


class DeepLab(nn.Module):
    def __init__(self, num_classes=19, aspp=ASPP):
        super().__init__()
        net = ResNet(Bottleneck, [1, 1, 1, 1], replace_stride_with_dilation=[False, False, True])
        self.backbone = nn.Sequential(*list(net.children())[:-2])
        self.aspp = aspp(2048)
        self.classifier = nn.Conv2d(64, num_classes, 1)

    def forward(self, x):
        out = self.classifier(self.aspp(self.backbone(x)))
        return F.interpolate(out, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return DeepLab()


class MendedASPP(ASPP):
    def forward(self, x):
        branches = [conv(x) for conv in self.convs]
        pooled = self.image_pool(x)
        branches.append(F.interpolate(pooled, size=x.shape[-2:], mode="bilinear", align_corners=False))
        return self.project(torch.cat(branches, dim=1))


def mended():
    return DeepLab(aspp=MendedASPP)
