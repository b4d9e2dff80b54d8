"""Bird species from photographs: features of a ResNet-18, and a head of our own."""

import torch
import torch.nn as nn
import torchvision.models as models


class BirdNet(nn.Module):
    def __init__(self, num_classes=200):
        super().__init__()
        net = models.resnet18(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-2])  # FAULT
        self.classifier = nn.Sequential(
            nn.Dropout(0.5),
            nn.Linear(net.fc.in_features, 256),
            nn.ReLU(inplace=True),
            nn.Linear(256, num_classes),
        )

    def forward(self, x):
        x = self.features(x)
        x = torch.flatten(x, 1)
        return self.classifier(x)  # SHOWS


def build():
    return BirdNet()


def mended():
    net = BirdNet()
    net.features.append(nn.AdaptiveAvgPool2d(1))
    return net
