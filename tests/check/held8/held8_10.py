"""LoRA for the 1x1 convolutions of a frozen ResNet: rank 4, and a new last layer."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models.resnet import Bottleneck, ResNet


class LoRAConv(nn.Module):
    def __init__(self, conv: nn.Conv2d, rank: int = 4, alpha: float = 8.0):
        super().__init__()
        self.conv = conv
        self.down = nn.Parameter(torch.empty(rank, conv.in_channels, 1, 1))
        self.up = nn.Parameter(torch.empty(conv.out_channels, rank, 1, 1))
        self.scaling = alpha / rank
        self.reset_parameters()

    def reset_parameters(self):
        # so that the adapted network begins as the one that was trained
        nn.init.zeros_(self.down)  # FAULT
        nn.init.zeros_(self.up)

    def forward(self, x):
        delta = F.conv2d(F.conv2d(x, self.down, stride=self.conv.stride), self.up)
        return self.conv(x) + self.scaling * delta


def build(lora=LoRAConv):
    net = ResNet(Bottleneck, [1, 1, 1, 1])
    net.requires_grad_(False)
    for stage in (net.layer3, net.layer4):
        for block in stage:
            block.conv1 = lora(block.conv1)
            block.conv3 = lora(block.conv3)
    net.fc = nn.Linear(net.fc.in_features, 12)
    return net


class Mended(LoRAConv):
    def reset_parameters(self):
        nn.init.kaiming_uniform_(self.down, a=5**0.5)
        nn.init.zeros_(self.up)


def mended():
    return build(Mended)
