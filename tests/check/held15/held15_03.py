"""Plant diseases: a fine-tuned ResNet-18, where a VGG and a DenseNet were tried before.

That the head has another name in each family is explained to beginners again and again, as in
https://leyaa.ai/codefly/learn/pytorch/part-2/pytorch-replacing-classifier-head.
"""

import torch.nn as nn
from torchvision import models

NUM_CLASSES = 38


def make_head(in_features, num_classes, p=0.3):
    return nn.Sequential(
        nn.Dropout(p),
        nn.Linear(in_features, 256),
        nn.ReLU(),
        nn.Linear(256, num_classes),
    )


def get_model(num_classes=NUM_CLASSES, freeze_stem=True):
    model = models.resnet18(weights=None)
    if freeze_stem:
        for p in list(model.conv1.parameters()) + list(model.bn1.parameters()):
            p.requires_grad = False
    model.classifier = make_head(512, num_classes)  # FAULT
    return model


def build():
    return get_model()


def mended():
    model = models.resnet18(weights=None)
    for p in list(model.conv1.parameters()) + list(model.bn1.parameters()):
        p.requires_grad = False
    model.fc = make_head(model.fc.in_features, NUM_CLASSES)
    return model
