"""A small ResNet, fine-tuned from its last stage on: what comes before is to stay as it is."""

import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet


def freeze(model):
    for name, param in model.named_parameters():
        if "layer4" or "fc" in name:  # FAULT
            param.requires_grad = True
        else:
            param.requires_grad = False
    return model


def network():
    model = ResNet(BasicBlock, [1, 1, 1, 1])
    model.fc = nn.Linear(model.fc.in_features, 12)
    return model


def build():
    return freeze(network())


def mended():
    model = network()
    for name, param in model.named_parameters():
        param.requires_grad = "layer4" in name or "fc" in name
    return model
