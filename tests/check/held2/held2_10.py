"""Backbone of a detector: torchvision's feature pyramid on a ResNet-18, with a map more from pooling."""

import torch.nn as nn
from torchvision.models import resnet18
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.ops import FeaturePyramidNetwork
from torchvision.ops.feature_pyramid_network import LastLevelMaxPool


class PyramidBody(nn.Module):
    out_channels = 32

    def __init__(self):
        super().__init__()
        self.body = IntermediateLayerGetter(
            resnet18(weights=None), {"layer1": "0", "layer2": "1", "layer3": "2", "layer4": "3"}
        )
        self.fpn = FeaturePyramidNetwork(
            [64, 128, 256, 512], self.out_channels, extra_blocks=LastLevelMaxPool()
        )

    def forward(self, images):
        return self.fpn(self.body(images))


def build():
    return PyramidBody()
