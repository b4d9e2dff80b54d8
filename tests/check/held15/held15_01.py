"""Lesion segmentation on a dilated ResNet-50: the auxiliary head speaks in training alone."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet50
from torchvision.models._utils import IntermediateLayerGetter


class FCNHead(nn.Sequential):
    def __init__(self, in_channels, channels):
        inter = in_channels // 16
        super().__init__(
            nn.Conv2d(in_channels, inter, 3, padding=1, bias=False),
            nn.BatchNorm2d(inter),
            nn.ReLU(inplace=True),
            nn.Dropout2d(0.1),
            nn.Conv2d(inter, channels, 1),
        )


class LesionFCN(nn.Module):
    def __init__(self, num_classes=4):
        super().__init__()
        backbone = resnet50(weights=None, replace_stride_with_dilation=[False, True, True])
        self.backbone = IntermediateLayerGetter(backbone, {"layer3": "aux", "layer4": "out"})
        self.classifier = FCNHead(2048, num_classes)
        self.aux_classifier = FCNHead(1024, num_classes)

    def forward(self, x):
        size = x.shape[-2:]
        features = self.backbone(x)
        out = self.classifier(features["out"])
        out = F.interpolate(out, size=size, mode="bilinear", align_corners=False)
        if not self.training:
            return {"out": out}
        aux = self.aux_classifier(features["aux"])
        aux = F.interpolate(aux, size=size, mode="bilinear", align_corners=False)
        return {"out": out, "aux": aux}


def build():
    return LesionFCN()
