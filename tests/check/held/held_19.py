"""Transfer learning: a frozen ResNet-18 as it was pretrained, a new last layer for five flowers.

The usual mistake, as told in
https://runebook.dev/en/docs/pytorch/generated/torch.nn.module/torch.nn.Module.requires_grad_
"""

import torch.nn as nn
from torchvision import models


class FlowerNet(nn.Module):
    def __init__(self, num_classes=5):
        super().__init__()
        self.model = models.resnet18(weights=None)
        self.model.fc = nn.Linear(self.model.fc.in_features, num_classes)
        for param in self.model.parameters():
            param.requires_grad = False  # FAULT

    def forward(self, x):
        return self.model(x)


def build():
    return FlowerNet()


def mended():
    net = FlowerNet()
    net.model.fc.requires_grad_(True)
    return net
