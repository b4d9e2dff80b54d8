"""A plain transfer of ResNet-18 to 37 breeds (Oxford pets), put together from its children."""

import torch.nn as nn
from torchvision import models

NUM_BREEDS = 37


def trunk():
    net = models.resnet18(weights=None)
    layers = list(net.children())[:-1]  # all but fc
    for layer in layers[:6]:
        for param in layer.parameters():
            param.requires_grad = False
    return layers, net.fc.in_features


def build():
    layers, width = trunk()
    layers += [nn.Dropout(0.5), nn.Linear(width, NUM_BREEDS)]  # FAULT
    return nn.Sequential(*layers)  # FAULT


def mended():
    layers, width = trunk()
    layers += [nn.Flatten(), nn.Dropout(0.5), nn.Linear(width, NUM_BREEDS)]
    return nn.Sequential(*layers)
