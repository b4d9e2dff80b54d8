"""Species of moths, 40 of them, few pictures of each: a ResNet that skips blocks at random to learn.

The later a block, the more often it is left out.
"""

import torch
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class DropPath(nn.Module):
    """Leaves the branch out for some of the images, and makes up for it in the others."""

    def __init__(self, p):
        super().__init__()
        self.p = p

    def rests(self):
        return self.p == 0.0  # FAULT

    def forward(self, x):
        if self.rests():
            return x
        keep = 1 - self.p
        mask = torch.rand(x.shape[0], 1, 1, 1, device=x.device) < keep
        return x * mask / keep


class StochasticBlock(BasicBlock):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.drop_path = nn.Identity()

    def forward(self, x):
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return self.relu(self.drop_path(out) + identity)


def stochastic_resnet(drop, p_last=0.5, num_classes=40):
    net = ResNet(StochasticBlock, [2, 2, 2, 2], num_classes=num_classes)
    blocks = [module for module in net.modules() if isinstance(module, StochasticBlock)]
    for i, block in enumerate(blocks, 1):
        block.drop_path = drop(p_last * i / len(blocks))
    return net


def build():
    return stochastic_resnet(DropPath)


class MendedDropPath(DropPath):
    def rests(self):
        return self.p == 0.0 or not self.training


def mended():
    return stochastic_resnet(MendedDropPath)
