"""ResNet-18 as a fixed feature extractor: only the new last layer is to be trained (flowers, 102)."""

import torch.nn as nn
from torchvision import models


def set_parameter_requires_grad(model, feature_extracting):
    if feature_extracting:
        for param in model.parameters():
            param.require_grad = False  # FAULT


def initialize_model(num_classes, feature_extract=True):
    model_ft = models.resnet18(weights=None)
    set_parameter_requires_grad(model_ft, feature_extract)
    num_ftrs = model_ft.fc.in_features
    model_ft.fc = nn.Linear(num_ftrs, num_classes)
    return model_ft


def build():
    return initialize_model(102, feature_extract=True)


def mended():
    net = initialize_model(102)
    for name, param in net.named_parameters():
        param.requires_grad = name.startswith("fc.")
    return net
