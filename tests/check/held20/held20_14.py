"""Fine-tuning with few images: the first stages stay as they were trained on ImageNet.

https://www.codegenes.net/blog/freeze-resnet-layers-pytorch
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18

FROZEN = ("conv1", "bn1", "layer1", "layer2")


def freeze(model, layers=FROZEN):
    for name, param in model.named_parameters():
        if name in layers:  # FAULT
            param.requires_grad = False  # FAULT


def make_model(num_classes=6):
    model = resnet18(weights=None)
    model.fc = nn.Linear(model.fc.in_features, num_classes)
    return model


def make_optimizer(model):
    return torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=1e-3, momentum=0.9)


def build():
    model = make_model()
    freeze(model)
    return model


def mended():
    model = make_model()
    for name, param in model.named_parameters():
        if name.split(".")[0] in FROZEN:
            param.requires_grad = False
    return model
