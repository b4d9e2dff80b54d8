"""Flowers: a ResNet-34 taken apart and put together again with a new end, in one nn.Sequential.

See https://github.com/pytorch/vision/pull/155
"""

from collections import OrderedDict

import torch.nn as nn
from torchvision.models import resnet34


def trunk():
    resnet = resnet34(weights=None)
    layers = OrderedDict(resnet.named_children())
    last = layers.pop("fc")
    return nn.Sequential(layers), last.in_features  # FAULT


def with_head(num_classes):
    model, features = trunk()
    model.add_module("dropout", nn.Dropout(0.3))
    model.add_module("fc", nn.Linear(features, num_classes))  # FAULT
    return model


def build():
    return with_head(num_classes=102)


def mended():
    model, features = trunk()
    model.add_module("flatten", nn.Flatten())
    model.add_module("dropout", nn.Dropout(0.3))
    model.add_module("fc", nn.Linear(features, 102))
    return model
