"""Ripeness of tomatoes in a crate, in four grades. Fine-tunes a ResNet-18.

Pooled to 2 x 2 and not to 1 x 1: it matters in which quarter of the picture something is.
"""

import torch.nn as nn
from torchvision import models

NUM_CLASSES = 4


def param_groups(model, lr=1e-3):
    """For the optimizer: what is new learns ten times as fast as the rest."""
    new = list(model.fc.parameters())
    known = {id(p) for p in new}
    old = [p for p in model.parameters() if id(p) not in known]
    return [{"params": old, "lr": lr / 10}, {"params": new, "lr": lr}]


def initialize_model(num_classes):
    model_ft = models.resnet18(weights=None)
    model_ft.avgpool = nn.AdaptiveAvgPool2d((2, 2))
    num_ftrs = model_ft.fc.in_features
    model_ft.fc = nn.Linear(num_ftrs, num_classes)  # FAULT
    nn.init.normal_(model_ft.fc.weight, std=0.01)
    nn.init.zeros_(model_ft.fc.bias)
    return model_ft


def build():
    return initialize_model(NUM_CLASSES)


def mended():
    model = initialize_model(NUM_CLASSES)
    model.fc = nn.Linear(4 * 512, NUM_CLASSES)
    return model
