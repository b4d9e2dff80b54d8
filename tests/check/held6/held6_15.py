"""Ants and bees: only the last layer of a ResNet is to learn. criterion = nn.CrossEntropyLoss()"""

import torch.nn as nn
from torchvision import models


def freeze(module):
    for param in module.parameters():
        param.requires_grad = False


def build():
    model_conv = models.resnet18(weights=None)
    num_ftrs = model_conv.fc.in_features
    model_conv.fc = nn.Sequential(nn.Dropout(0.2), nn.Linear(num_ftrs, 2))
    freeze(model_conv)  # FAULT
    return model_conv


def mended():
    model_conv = models.resnet18(weights=None)
    freeze(model_conv)
    model_conv.fc = nn.Sequential(nn.Dropout(0.2), nn.Linear(model_conv.fc.in_features, 2))
    return model_conv
