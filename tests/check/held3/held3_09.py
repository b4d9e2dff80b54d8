"""BYOL: an online network, and a target that follows it slowly; it moves each time one trains."""

import copy

import torch
import torch.nn as nn
from torchvision.models import resnet18


def mlp(n_in, n_hidden, n_out):
    return nn.Sequential(
        nn.Linear(n_in, n_hidden),
        nn.BatchNorm1d(n_hidden),
        nn.ReLU(inplace=True),
        nn.Linear(n_hidden, n_out),
    )


class BYOL(nn.Module):
    def __init__(self, dim=128, hidden=256, tau=0.99):
        super().__init__()
        self.tau = tau
        self.online = resnet18(weights=None)
        self.online.fc = mlp(self.online.fc.in_features, hidden, dim)
        self.target = copy.deepcopy(self.online)
        for p in self.target.parameters():
            p.requires_grad = False
        self.predictor = mlp(dim, hidden, dim)

    @torch.no_grad()
    def update_target(self):
        for online, target in zip(self.online.parameters(), self.target.parameters()):
            target.mul_(self.tau).add_(online, alpha=1 - self.tau)

    def forward(self, x1, x2):
        if self.training:
            self.update_target()
        p1, p2 = self.predictor(self.online(x1)), self.predictor(self.online(x2))
        with torch.no_grad():
            t1, t2 = self.target(x1), self.target(x2)
        return p1, p2, t1, t2


def build():
    return BYOL()
