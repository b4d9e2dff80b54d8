"""Detector's backbone: frozen batch norms, stem and layer1 frozen, FPN and an RPN head on top."""

from collections import OrderedDict

import torch.nn as nn
from torchvision.models import resnet34
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.ops import FeaturePyramidNetwork, FrozenBatchNorm2d


class RPNHead(nn.Module):
    def __init__(self, channels, anchors=3):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(channels, channels, 3, padding=1), nn.ReLU(inplace=True))
        self.cls_logits = nn.Conv2d(channels, anchors, 1)
        self.bbox_pred = nn.Conv2d(channels, anchors * 4, 1)
        for layer in (self.conv[0], self.cls_logits, self.bbox_pred):
            nn.init.normal_(layer.weight, std=0.01)
            nn.init.zeros_(layer.bias)

    def forward(self, features):
        out = OrderedDict()
        for name, feature in features.items():
            t = self.conv(feature)
            out[name] = (self.cls_logits(t), self.bbox_pred(t))
        return out


class DetectorBackbone(nn.Module):
    def __init__(self, trainable=("layer2", "layer3", "layer4"), width=64):
        super().__init__()
        net = resnet34(weights=None, norm_layer=FrozenBatchNorm2d)
        for name, parameter in net.named_parameters():
            if not name.startswith(trainable):
                parameter.requires_grad_(False)
        returned = {f"layer{i + 1}": str(i) for i in range(1, 4)}
        self.body = IntermediateLayerGetter(net, return_layers=returned)
        self.fpn = FeaturePyramidNetwork([128, 256, 512], width)
        self.rpn = RPNHead(width)

    def forward(self, x):
        return self.rpn(self.fpn(self.body(x)))


def build():
    return DetectorBackbone()
