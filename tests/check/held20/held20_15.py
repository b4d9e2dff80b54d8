"""Attributes of faces (CelebA): forty questions with yes or no, and a head of several layers."""

import torch.nn as nn
from torchvision.models import resnet18

NUM_ATTRIBUTES = 40


def make_head(sizes, last):
    layers = []
    for before, after in zip(sizes[:-1], sizes[1:]):
        layers += [nn.Linear(before, after), nn.ReLU()]
    layers[-1] = last
    return nn.Sequential(*layers)


class FaceAttributes(nn.Module):
    def __init__(self, hidden=128):
        super().__init__()
        self.backbone = resnet18(weights=None)
        sizes = [self.backbone.fc.in_features, hidden, NUM_ATTRIBUTES]
        self.backbone.fc = make_head(sizes, last=nn.Sigmoid())  # FAULT
        self.criterion = nn.BCEWithLogitsLoss()  # FAULT

    def forward(self, x):
        return self.backbone(x)

    def loss(self, images, attributes):
        return self.criterion(self(images), attributes.float())


def build():
    return FaceAttributes()


def mended():
    net = FaceAttributes()
    net.backbone.fc[3] = nn.Identity()
    return net
