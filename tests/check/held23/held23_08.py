"""Diseases of leaves: a head alone is trained on a frozen ResNet, as all the tutorials do.

The head of a torchvision ResNet is `fc`; other networks of torchvision have a `classifier`.
The error is that of https://github.com/open-mmlab/mmdetection/issues/3667
"""

from torch import nn
from torchvision import models

CLASSES = 38  # PlantVillage


def set_trainable(module, flag):
    for parameter in module.parameters():
        parameter.requires_grad = flag


def make_head(in_features, classes):
    return nn.Sequential(
        nn.Linear(in_features, 256),
        nn.ReLU(),
        nn.Dropout(0.4),
        nn.Linear(256, classes),
    )


def plant_model(arch="resnet34", classes=CLASSES):
    model = getattr(models, arch)(weights=None)
    set_trainable(model, False)
    model.classifier = make_head(model.fc.in_features, classes)  # FAULT
    return model


def build():
    return plant_model()


def mended():
    model = models.resnet34(weights=None)
    set_trainable(model, False)
    model.fc = make_head(model.fc.in_features, CLASSES)
    return model
