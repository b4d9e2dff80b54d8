"""The backbone of a detector: a pyramid of levels, with one more than the ResNet has."""

from collections import OrderedDict

from torch import nn
from torchvision.models import resnet34
from torchvision.models._utils import IntermediateLayerGetter
from torchvision.ops import FeaturePyramidNetwork
from torchvision.ops.feature_pyramid_network import LastLevelMaxPool


class DetectorBackbone(nn.Module):
    levels = {"layer2": "0", "layer3": "1", "layer4": "2"}

    def __init__(self, out_channels=64, frozen=("conv1", "layer1")):
        super().__init__()
        net = resnet34(weights=None)
        for name in frozen:
            getattr(net, name).requires_grad_(False)
        self.body = IntermediateLayerGetter(net, return_layers=self.levels)
        self.fpn = FeaturePyramidNetwork([128, 256, 512], out_channels, LastLevelMaxPool())
        self.out_channels = out_channels

    def forward(self, images):
        pyramid = self.fpn(self.body(images))
        return OrderedDict((f"p{i}", level) for i, level in enumerate(pyramid.values(), 3))


def build():
    return DetectorBackbone()
