"""Few-shot by prototypes: class means are a buffer, so that they are saved with the network."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models.resnet import BasicBlock, ResNet


class ProtoNet(nn.Module):
    def __init__(self, classes=5, dim=64):
        super().__init__()
        self.encoder = ResNet(BasicBlock, [1, 1, 1, 1], num_classes=dim)
        self.begin(classes, dim)

    def begin(self, classes, dim):
        self.prototypes = None
        self.register_buffer("prototypes", torch.randn(classes, dim))  # FAULT

    def forward(self, x):
        z = F.normalize(self.encoder(x), dim=1)
        return 10 * z @ F.normalize(self.prototypes, dim=1).t()


def build():
    return ProtoNet()


class Mended(ProtoNet):
    def begin(self, classes, dim):
        self.register_buffer("prototypes", torch.randn(classes, dim))


def mended():
    return Mended()
