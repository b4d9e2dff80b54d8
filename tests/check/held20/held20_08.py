"""Land cover: dilated residual blocks behind a ResNet-18, so that each place sees more around it.

The question of http://discuss.pytorch.org/t/in-place-operation-and-resnet/10724
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def context_block(channels, dilation):
    return nn.Sequential(
        nn.Conv2d(channels, channels // 4, 1),
        nn.ReLU(inplace=True),
        nn.Conv2d(channels // 4, channels // 4, 3, padding=dilation, dilation=dilation),
        nn.ReLU(inplace=True),
        nn.Conv2d(channels // 4, channels, 1),
    )


class LandCover(nn.Module):
    def __init__(self, num_classes=8, dilations=(1, 2, 4)):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.Sequential(net.layer1, net.layer2, net.layer3)
        self.context = nn.ModuleList([context_block(256, d) for d in dilations])
        self.classify = nn.Conv2d(256, num_classes, 1)

    def look_around(self, x):
        for block in self.context:
            x += block(x)  # FAULT
        return x

    def forward(self, x):
        size = x.shape[-2:]
        x = self.stages(self.stem(x))
        x = self.look_around(x)
        x = self.classify(x)
        return F.interpolate(x, size=size, mode="bilinear", align_corners=False)


def build():
    return LandCover()


class Mended(LandCover):
    def look_around(self, x):
        for block in self.context:
            x = x + block(x)
        return x


def mended():
    return Mended()
