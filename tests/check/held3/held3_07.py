"""A ResNet-18 with fewer channels inside its blocks: those whose filters have the smallest L1 norm go.

It is fine-tuned afterwards, for ten classes.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18

KEEP = {"layer1": 48, "layer2": 96, "layer3": 192, "layer4": 384}


def strongest(conv, keep):
    norms = conv.weight.detach().abs().sum(dim=(1, 2, 3))
    return torch.topk(norms, keep).indices.sort().values


def slim_conv(conv, out_idx=None, in_idx=None):
    """A new convolution with some of the filters, or of the channels that they look at."""
    weight = conv.weight.detach()
    if out_idx is not None:
        weight = weight[out_idx]
    if in_idx is not None:
        weight = weight[:, in_idx]
    new = nn.Conv2d(
        weight.size(1), weight.size(0), conv.kernel_size, conv.stride, conv.padding, bias=False
    )
    new.weight.data.copy_(weight)
    return new


def prune_block(block, keep):
    idx = strongest(block.conv1, keep)
    block.conv1 = slim_conv(block.conv1, out_idx=idx)  # FAULT
    block.conv2 = slim_conv(block.conv2, in_idx=idx)


def build():
    net = resnet18(weights=None)
    for name, keep in KEEP.items():
        for block in getattr(net, name):
            prune_block(block, keep)
    net.fc = nn.Linear(net.fc.in_features, 10)
    return net


def mended():
    net = build()
    for name, keep in KEEP.items():
        for block in getattr(net, name):
            block.bn1 = nn.BatchNorm2d(keep)
    return net
