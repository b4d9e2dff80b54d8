"""Transfer to 6 kinds of waste (TrashNet), with an MLP as head."""

from torch import nn
from torchvision import models


def head(features, classes):
    return nn.Sequential(
        nn.Linear(features, 256),
        nn.BatchNorm1d(256),
        nn.ReLU(),
        nn.Dropout(0.4),
        nn.Linear(256, classes),
        nn.ReLU(),  # FAULT
    )


def build(make=head):
    model = models.resnet18(weights=None)
    model.fc = make(model.fc.in_features, 6)
    return model


def right(features, classes):
    return head(features, classes)[:-1]


def mended():
    return build(right)
