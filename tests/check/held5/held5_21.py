"""DeepLab v3 on a dilated ResNet, nine kinds of land; a second, easier head helps in training.

The dict is as in torchvision: "out", and "aux" from the stage before.
"""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.models.resnet import Bottleneck, ResNet


def conv_bn_relu(inside, out, k, dilation=1):
    padding = dilation * (k // 2)
    return nn.Sequential(
        nn.Conv2d(inside, out, k, padding=padding, dilation=dilation, bias=False),
        nn.BatchNorm2d(out),
        nn.ReLU(),
    )


class ImagePool(nn.Sequential):
    def __init__(self, inside, out):
        super().__init__(nn.AdaptiveAvgPool2d(1), conv_bn_relu(inside, out, 1))

    def forward(self, x):
        return super().forward(x).expand(-1, -1, *x.shape[-2:])


class ASPP(nn.Module):
    def __init__(self, inside, out=64, rates=(2, 4, 6)):
        super().__init__()
        branches = [conv_bn_relu(inside, out, 1)]
        branches += [conv_bn_relu(inside, out, 3, dilation=rate) for rate in rates]
        self.branches = nn.ModuleList([*branches, ImagePool(inside, out)])
        self.project = nn.Sequential(conv_bn_relu(out * len(self.branches), out, 1), nn.Dropout(0.3))

    def forward(self, x):
        return self.project(torch.cat([branch(x) for branch in self.branches], dim=1))


class LandCover(nn.Module):
    def __init__(self, n_classes=9):
        super().__init__()
        net = ResNet(Bottleneck, [1, 1, 1, 1], replace_stride_with_dilation=[False, True, True])
        self.backbone = IntermediateLayerGetter(net, {"layer3": "aux", "layer4": "out"})
        self.classifier = nn.Sequential(ASPP(2048), nn.Conv2d(64, n_classes, 1))
        self.aux_classifier = nn.Sequential(conv_bn_relu(1024, 64, 3), nn.Conv2d(64, n_classes, 1))

    def forward(self, x):
        heads = {"out": self.classifier, "aux": self.aux_classifier}
        maps = self.backbone(x)
        return {
            name: F.interpolate(head(maps[name]), size=x.shape[-2:], mode="bilinear")
            for name, head in heads.items()
        }


def build():
    return LandCover()
