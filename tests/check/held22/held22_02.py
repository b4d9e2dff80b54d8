"""Car models, fine-grained: the convolutions of a ResNet-50 and a new classifier."""

import torch
import torch.nn as nn
from torchvision.models import resnet50

NUM_CARS = 196


def convolutions(net):
    """All of the network that comes before its classifier."""
    return nn.Sequential(*list(net.children())[:-2])  # FAULT


class CarNet(nn.Module):
    def __init__(self, num_classes=NUM_CARS, drop=0.2):
        super().__init__()
        net = resnet50(weights=None)
        self.features = convolutions(net)
        self.classifier = nn.Sequential(
            nn.Dropout(drop),
            nn.Linear(net.fc.in_features, num_classes),
        )

    def train_head_only(self, yes=True):
        for parameter in self.features.parameters():
            parameter.requires_grad = not yes

    def forward(self, x):
        x = self.features(x)
        x = torch.flatten(x, 1)  # FAULT
        return self.classifier(x)  # SHOWS


def build():
    return CarNet()


def mended():
    net = CarNet()
    net.features.add_module("avgpool", nn.AdaptiveAvgPool2d(1))
    return net
