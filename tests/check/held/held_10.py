"""Segmentation with an auxiliary head: it helps training, and is left out when the network is used."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18
from torchvision.models.segmentation.fcn import FCNHead


class AuxSegmenter(nn.Module):
    def __init__(self, num_classes=8):
        super().__init__()
        net = resnet18(weights=None)
        del net.avgpool, net.fc
        self.net = net
        self.head = FCNHead(512, num_classes)
        self.aux_head = FCNHead(256, num_classes)

    def forward(self, x):
        size = x.shape[-2:]
        for name, layer in self.net.named_children():
            x = layer(x)
            if name == "layer3":
                middle = x
        out = F.interpolate(self.head(x), size=size, mode="bilinear", align_corners=False)
        if not self.training:
            return out
        aux = F.interpolate(self.aux_head(middle), size=size, mode="bilinear", align_corners=False)
        return out, aux


def build():
    return AuxSegmenter()
