"""Sixteen typefaces. The network ends in a log-softmax, since it is trained with nn.NLLLoss()."""

from functools import partial

import torch.nn as nn
from torchvision.models.resnet import Bottleneck, ResNet


def build():
    net = ResNet(Bottleneck, [1, 1, 1, 1], norm_layer=partial(nn.GroupNorm, 16), width_per_group=32)
    net.conv1 = nn.Conv2d(1, 64, 3, padding=1, bias=False)
    net.maxpool = nn.Identity()
    net.fc = nn.Sequential(nn.Linear(2048, 16), nn.LogSoftmax(dim=1))
    return net
