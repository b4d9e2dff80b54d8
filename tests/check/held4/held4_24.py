"""Digits and letters of 28 x 28, grey. The stem of a ResNet-18 made grey, so that what it knows is kept.

criterion = nn.CrossEntropyLoss()
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


def to_gray(conv):
    """Does to a grey image what ``conv`` does to it in three equal channels."""
    gray = nn.Conv2d(
        1,
        conv.out_channels,
        kernel_size=conv.kernel_size,
        stride=conv.stride,
        padding=conv.padding,
        bias=conv.bias is not None,
    )
    with torch.no_grad():
        gray.weight.copy_(conv.weight.sum(dim=1, keepdim=True))
        if conv.bias is not None:
            gray.bias.copy_(conv.bias)
    return gray


class CharacterNet(nn.Module):
    def __init__(self, num_classes=47):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = to_gray(net.conv1)
        net.maxpool = nn.Identity()  # small images: do not make them smaller still
        net.fc = nn.Linear(net.fc.in_features, num_classes)
        self.net = net

    def forward(self, x):
        return self.net(x)

    @torch.no_grad()
    def predict(self, x):
        return self(x).argmax(dim=1)


def build():
    return CharacterNet()
