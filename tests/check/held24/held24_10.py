"""Faces with attributes: torchvision's ResNet is subclassed, with a head beside the identity.

After https://github.com/pyg-team/pytorch_geometric/issues/681 and https://github.com/pytorch/pytorch/issues/37824
"""

import torch
import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet


def attribute_head(width, attributes):
    return nn.Sequential(
        nn.Linear(width, 128),
        nn.ReLU(inplace=True),
        nn.Dropout(0.2),
        nn.Linear(128, attributes),
    )


class FaceNet(ResNet):
    def __init__(self, attributes=40, identities=50):
        self.attributes = attribute_head(512, attributes)  # FAULT
        super().__init__(BasicBlock, [2, 2, 2, 2], num_classes=identities)  # FAULT

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = layer(x)
        x = torch.flatten(self.avgpool(x), 1)
        return self.fc(x), self.attributes(x)


class Mended(FaceNet):
    def __init__(self, attributes=40, identities=50):
        ResNet.__init__(self, BasicBlock, [2, 2, 2, 2], num_classes=identities)
        self.attributes = attribute_head(512, attributes)


def build():
    return FaceNet()


def mended():
    return Mended()
