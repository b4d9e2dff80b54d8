"""BigEarthNet: 12 bands in a ResNet-18, whose first filters are those for RGB, spread over the bands.

Only the weight is replaced, as in several repositories; `conv1.in_channels` goes on saying 3.
"""

import torch
from torch import nn
from torchvision.models import resnet18


def build():
    net = resnet18(weights=None, num_classes=19)
    with torch.no_grad():
        rgb = net.conv1.weight
        net.conv1.weight = nn.Parameter(rgb.mean(dim=1, keepdim=True).repeat(1, 12, 1, 1) * 3 / 12)
    return net
