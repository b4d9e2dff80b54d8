"""Fractures in X-ray pictures: a ResNet-34 for its features, with a new stem and a new head."""

import torch.nn as nn
from torchvision import models

NUM_CLASSES = 7


def set_parameter_requires_grad(model, feature_extracting):
    if feature_extracting:
        for param in model.parameters():
            param.requires_grad = False


def gray_stem(conv):
    """The same stem for one channel, which begins as the sum over three."""
    stem = nn.Conv2d(1, conv.out_channels, conv.kernel_size, conv.stride, conv.padding, bias=False)
    stem.weight.data = conv.weight.data.sum(dim=1, keepdim=True)
    return stem


def make_head(in_features, num_classes):
    return nn.Sequential(
        nn.Linear(in_features, 128),
        nn.ReLU(inplace=True),
        nn.Dropout(0.4),
        nn.Linear(128, num_classes),
    )


def initialize_model(num_classes, feature_extract=True, backbone=models.resnet34):
    model = backbone(weights=None)
    model.conv1 = gray_stem(model.conv1)
    model.fc = make_head(model.fc.in_features, num_classes)
    set_parameter_requires_grad(model, feature_extract)  # FAULT
    return model


def build():
    return initialize_model(NUM_CLASSES)


def mended():
    model = models.resnet34(weights=None)
    model.conv1 = gray_stem(model.conv1)
    set_parameter_requires_grad(model, True)
    model.fc = make_head(model.fc.in_features, NUM_CLASSES)
    return model
