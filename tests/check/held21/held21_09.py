"""Magnitude pruning: the convolutions of the last stages keep a mask of the weights that stay."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class MaskedConv2d(nn.Conv2d):
    def __init__(self, *args, sparsity=0.5, **kwargs):
        super().__init__(*args, **kwargs)
        self.sparsity = sparsity
        self.register_buffer("mask", torch.ones_like(self.weight))

    @torch.no_grad()
    def prune(self):
        magnitude = self.weight.abs()
        count = max(1, int(self.sparsity * magnitude.numel()))
        threshold = magnitude.flatten().kthvalue(count).values
        self.mask.copy_((magnitude > threshold).float())

    def forward(self, x):
        self.weight = self.weight * self.mask  # FAULT
        return super().forward(x)


def masked(conv, kind):
    new = kind(
        conv.in_channels,
        conv.out_channels,
        conv.kernel_size,
        stride=conv.stride,
        padding=conv.padding,
        bias=conv.bias is not None,
    )
    new.load_state_dict(conv.state_dict(), strict=False)
    new.prune()
    return new


def build(kind=MaskedConv2d, num_classes=10):
    net = resnet18(weights=None, num_classes=num_classes)
    for stage in (net.layer3, net.layer4):
        for block in stage:
            block.conv1 = masked(block.conv1, kind)
            block.conv2 = masked(block.conv2, kind)
    return net


class Mended(MaskedConv2d):
    def forward(self, x):
        return self._conv_forward(x, self.weight * self.mask, self.bias)


def mended():
    return build(Mended)
