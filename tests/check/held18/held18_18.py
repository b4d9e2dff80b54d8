"""Prototypes: the shots of a class become its prototype; an episode is (classes, shots, ...)."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class ProtoNet(nn.Module):
    def __init__(self, dim=64):
        super().__init__()
        self.encoder = resnet18(weights=None)
        width = self.encoder.fc.in_features
        self.encoder.fc = nn.Identity()
        self.project = nn.Sequential(
            nn.Linear(width, width // 2),
            nn.BatchNorm1d(width // 2),  # FAULT
            nn.ReLU(inplace=True),
            nn.Linear(width // 2, dim),
        )

    def forward(self, support):
        prototypes = []
        for shots in support:
            mean = self.encoder(shots).mean(dim=0, keepdim=True)
            prototypes.append(self.project(mean))  # FAULT
        return torch.cat(prototypes)


def build():
    return ProtoNet()


class Mended(ProtoNet):
    def forward(self, support):
        means = [self.encoder(shots).mean(dim=0) for shots in support]
        return self.project(torch.stack(means))


def mended():
    return Mended()
