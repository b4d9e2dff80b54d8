"""Weeds or crop, for a camera on a tractor. The camera gives 0 to 255; the network scales by itself."""

import torch
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean = torch.tensor(mean).view(-1, 1, 1) * 255  # FAULT
        self.std = torch.tensor(std).view(-1, 1, 1) * 255

    def forward(self, x):
        return (x - self.mean) / self.std


class BufferedStandardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).view(-1, 1, 1) * 255)
        self.register_buffer("std", torch.tensor(std).view(-1, 1, 1) * 255)

    def forward(self, x):
        return (x - self.mean) / self.std


def field_net(standardize):
    return nn.Sequential(
        standardize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        ResNet(BasicBlock, [2, 1, 1, 1], num_classes=2),
    )


def build():
    return field_net(Standardize)


def mended():
    return field_net(BufferedStandardize)
