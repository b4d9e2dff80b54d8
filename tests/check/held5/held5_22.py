"""BYOL: what the online network says of one view is to be what its slow copy says of the other.

Returns the predictions of both views and what they are compared with, which no gradient goes through.
"""

import copy

import torch
import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet


def mlp(inside, hidden, out):
    return nn.Sequential(
        nn.Linear(inside, hidden), nn.BatchNorm1d(hidden), nn.ReLU(inplace=True), nn.Linear(hidden, out)
    )


class BYOL(nn.Module):
    def __init__(self, dim=64, tau=0.99):
        super().__init__()
        self.tau = tau
        encoder = ResNet(BasicBlock, [1, 1, 1, 1])
        encoder.fc = mlp(512, 256, dim)
        self.online = encoder
        self.target = copy.deepcopy(encoder).requires_grad_(False)
        self.predictor = mlp(dim, 128, dim)

    @torch.no_grad()
    def update_target(self):
        for slow, fast in zip(self.target.parameters(), self.online.parameters(), strict=True):
            slow.lerp_(fast, 1 - self.tau)

    def forward(self, first, second):
        if self.training:
            self.update_target()
        predictions = [self.predictor(self.online(view)) for view in (first, second)]
        with torch.no_grad():
            goals = [self.target(view) for view in (second, first)]
        return predictions, goals


def build():
    return BYOL()
