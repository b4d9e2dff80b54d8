"""What a detector stands on: ResNet-34 with frozen norms and a frozen stem, a feature pyramid above."""

from collections import OrderedDict

import torch.nn as nn
from torchvision.models import resnet34
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.ops import FeaturePyramidNetwork, FrozenBatchNorm2d
from torchvision.ops.feature_pyramid_network import LastLevelMaxPool


class PyramidBackbone(nn.Module):
    def __init__(self, out_channels=64, trainable=("layer2", "layer3", "layer4")):
        super().__init__()
        net = resnet34(weights=None, norm_layer=FrozenBatchNorm2d)
        for name, parameter in net.named_parameters():
            parameter.requires_grad_(name.startswith(trainable))
        layers = {f"layer{i}": str(i - 1) for i in (1, 2, 3, 4)}
        self.body = IntermediateLayerGetter(net, layers)
        self.fpn = FeaturePyramidNetwork(
            [64, 128, 256, 512], out_channels, extra_blocks=LastLevelMaxPool()
        )
        self.out_channels = out_channels
        self.objectness = nn.Conv2d(out_channels, 3, 1)
        self.deltas = nn.Conv2d(out_channels, 12, 1)

    def forward(self, x):
        levels = self.fpn(self.body(x))
        out = OrderedDict()
        for name, level in levels.items():
            out[f"objectness_{name}"] = self.objectness(level)
            out[f"deltas_{name}"] = self.deltas(level)
        return out


def build():
    return PyramidBackbone()
