"""Waste sorting with transfer learning: features of ResNet-34, a new classifier behind them.

https://github.com/wqshmzh/CANet-CZSL/issues/7
"""

import torch.nn as nn
from torchvision import models

CLASSES = ["cardboard", "glass", "metal", "paper", "plastic", "trash"]


def layers_of(backbone):
    modules = list(backbone.children())[:-1]  # FAULT
    return modules


def make_model(hidden=128):
    modules = layers_of(models.resnet34(weights=None))
    modules += [
        nn.Linear(512, hidden),  # FAULT
        nn.ReLU(inplace=True),
        nn.Dropout(0.4),
        nn.Linear(hidden, len(CLASSES)),
    ]
    return nn.Sequential(*modules)


def build():
    return make_model()


def mended():
    modules = list(make_model())
    return nn.Sequential(*modules[:9], nn.Flatten(), *modules[9:])
