"""Fine-tuning for seven facial expressions. Trained with nn.CrossEntropyLoss, labels 0..6.

A second classifier appears beside the old one:
https://github.com/gaetandi/cheXpert/issues/3
"""

import torch.nn as nn
from torchvision import models

EXPRESSIONS = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]


def make_head(in_features, n, p=0.3):
    return nn.Sequential(nn.Dropout(p), nn.Linear(in_features, n))


def initialize_model(name="resnet18", num_classes=7):
    model_ft = getattr(models, name)(weights=None)
    num_ftrs = model_ft.fc.in_features
    model_ft.classifier = make_head(num_ftrs, num_classes)  # FAULT
    return model_ft


def build():
    return initialize_model()


def mended():
    model = models.resnet18(weights=None)
    model.fc = make_head(model.fc.in_features, len(EXPRESSIONS))
    return model
