"""Leaf diseases from few images: the backbone is to stay as it was pretrained, the head is trained.

https://github.com/CSCYQJ/MICCAI23-ProtoContra-SFDA/issues/18
"""

import torch.nn as nn
from torchvision import models


def freeze(module):
    module.requires_grad = False  # FAULT


class LeafNet(nn.Module):
    def __init__(self, num_classes=38, freeze=freeze):
        super().__init__()
        net = models.resnet18(weights=None)
        self.backbone = nn.Sequential(*list(net.children())[:-1])
        freeze(self.backbone)  # FAULT
        self.head = nn.Sequential(
            nn.Flatten(),
            nn.Linear(512, 128),
            nn.ReLU(inplace=True),
            nn.Dropout(0.5),
            nn.Linear(128, num_classes),
        )

    def forward(self, x):
        return self.head(self.backbone(x))


def build():
    return LeafNet()


def mended():
    return LeafNet(freeze=lambda module: module.requires_grad_(False))
