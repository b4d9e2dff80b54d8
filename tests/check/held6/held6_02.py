"""Ten sorts of mushrooms: all of a ResNet but its last layer, and a new one. nn.CrossEntropyLoss()."""

import torch.nn as nn
import torchvision


def trunk():
    pretrained = torchvision.models.resnet18(weights=None)
    return list(pretrained.children())[:-1], pretrained.fc.in_features


def build():
    layers, width = trunk()
    return nn.Sequential(*layers, nn.Linear(width, 10))  # FAULT


def mended():
    layers, width = trunk()
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(width, 10))
