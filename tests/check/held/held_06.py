"""DeepLabV3-like: dilated ResNet, ASPP, logits upsampled to the image."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.models.resnet import Bottleneck, ResNet


def conv_bn(in_ch, out_ch, k, dilation=1):
    pad = dilation * (k // 2)
    return nn.Sequential(
        nn.Conv2d(in_ch, out_ch, k, padding=pad, dilation=dilation, bias=False),
        nn.BatchNorm2d(out_ch),
        nn.ReLU(),
    )


class ASPP(nn.Module):
    def __init__(self, in_ch, out_ch=64, rates=(6, 12, 18)):
        super().__init__()
        self.convs = nn.ModuleList(
            [conv_bn(in_ch, out_ch, 1)] + [conv_bn(in_ch, out_ch, 3, r) for r in rates]
        )
        self.pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), conv_bn(in_ch, out_ch, 1))
        self.project = conv_bn(out_ch * 5, out_ch, 1)

    def forward(self, x):
        outs = [conv(x) for conv in self.convs]  # SHOWS
        outs.append(F.interpolate(self.pool(x), size=x.shape[-2:], mode="nearest"))
        return self.project(torch.cat(outs, dim=1))


class DeepLab(nn.Module):
    def __init__(self, num_classes=21):
        super().__init__()
        resnet = ResNet(Bottleneck, [1, 1, 1, 1], replace_stride_with_dilation=[False, True, True])
        self.backbone = IntermediateLayerGetter(resnet, return_layers={"layer4": "out"})
        self.aspp = ASPP(2048)
        self.classifier = nn.Conv2d(64, num_classes, 1)

    def features(self, x):
        return self.backbone(x)  # FAULT

    def forward(self, x):
        size = x.shape[-2:]
        x = self.aspp(self.features(x))
        return F.interpolate(self.classifier(x), size=size, mode="bilinear", align_corners=False)


def build():
    return DeepLab()


class Mended(DeepLab):
    def features(self, x):
        return self.backbone(x)["out"]


def mended():
    return Mended()
