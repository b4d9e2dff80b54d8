"""Fashion attributes: many small tasks on one embedding, each with its own classifier.

https://runebook.dev/ru/docs/pytorch/generated/torch.nn.modulelist tells of the same with a list.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet34

ATTRIBUTES = {"category": 10, "colour": 12, "sleeve": 4, "pattern": 6}


class AttributeNet(nn.Module):
    def __init__(self, attributes, embed_dim=256):
        super().__init__()
        self.trunk = resnet34(weights=None)
        self.trunk.fc = nn.Sequential(nn.Linear(512, embed_dim), nn.ReLU())
        self.log_vars = nn.Parameter(torch.zeros(len(attributes)))
        self.classifiers = {}  # FAULT
        for name, n in attributes.items():
            self.classifiers[name] = nn.Linear(embed_dim, n)  # FAULT

    def forward(self, x):
        emb = self.trunk(x)
        scale = torch.exp(-self.log_vars)
        return {name: clf(emb) * scale[i] for i, (name, clf) in enumerate(self.classifiers.items())}


def build():
    return AttributeNet(ATTRIBUTES)


def mended():
    net = AttributeNet(ATTRIBUTES)
    classifiers = net.classifiers
    del net.classifiers
    net.classifiers = nn.ModuleDict(classifiers)
    return net
