"""Learning without labels from pairs of views: an online ResNet-18, and a target that follows it."""

import copy

import torch
import torch.nn as nn
from torchvision.models import resnet18


def mlp(in_features, hidden, out_features):
    return nn.Sequential(
        nn.Linear(in_features, hidden, bias=False),
        nn.BatchNorm1d(hidden),
        nn.ReLU(inplace=True),
        nn.Linear(hidden, out_features, bias=False),
    )


class Encoder(nn.Module):
    def __init__(self, hidden, out_features):
        super().__init__()
        self.backbone = resnet18(weights=None)
        width = self.backbone.fc.in_features
        self.backbone.fc = nn.Identity()
        self.projector = mlp(width, hidden, out_features)

    def forward(self, x):
        return self.projector(self.backbone(x))


class BYOL(nn.Module):
    def __init__(self, hidden=256, dim=64, momentum=0.99):
        super().__init__()
        self.momentum = momentum
        self.online = Encoder(hidden, dim)
        self.predictor = mlp(dim, hidden, dim)
        self.target = self.make_target()
        for param in self.target.parameters():
            param.requires_grad = False

    def make_target(self):
        return self.online  # FAULT

    @torch.no_grad()
    def update_target(self):
        """To be called after each step of the optimizer."""
        for old, new in zip(self.target.parameters(), self.online.parameters()):
            old.mul_(self.momentum).add_(new, alpha=1 - self.momentum)

    def forward(self, view1, view2):
        predicted = self.predictor(self.online(view1)), self.predictor(self.online(view2))
        with torch.no_grad():
            wanted = self.target(view2), self.target(view1)
        return predicted, wanted


def build():
    return BYOL()


class MendedBYOL(BYOL):
    def make_target(self):
        return copy.deepcopy(self.online)


def mended():
    return MendedBYOL()
