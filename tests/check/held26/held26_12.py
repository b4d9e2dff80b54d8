"""SE-ResNet made from torchvision's ResNet and a block of one's own, with a ratio in the config."""

import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet

CONFIG = {"layers": [2, 2, 2, 2], "num_classes": 30, "se_ratio": 0.25}


class SqueezeExcite(nn.Module):
    def __init__(self, channels, hidden):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.reduce = nn.Conv2d(channels, hidden, 1)  # SHOWS
        self.act = nn.ReLU(inplace=True)
        self.expand = nn.Conv2d(hidden, channels, 1)
        self.gate = nn.Sigmoid()

    def forward(self, x):
        return x * self.gate(self.expand(self.act(self.reduce(self.pool(x)))))


class SEBasicBlock(BasicBlock):
    se_ratio = CONFIG["se_ratio"]

    def __init__(self, inplanes, planes, *args, **kwargs):
        super().__init__(inplanes, planes, *args, **kwargs)
        self.se = SqueezeExcite(planes, self.hidden(planes))

    def hidden(self, planes):
        return planes * self.se_ratio  # FAULT

    def forward(self, x):
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.se(self.bn2(self.conv2(out)))
        return self.relu(out + identity)


def make_model(block=SEBasicBlock, **config):
    config.pop("se_ratio", None)
    return ResNet(block, **config)


def build():
    return make_model(**CONFIG)


class MendedBlock(SEBasicBlock):
    def hidden(self, planes):
        return int(planes * self.se_ratio)


def mended():
    return make_model(MendedBlock, **CONFIG)
