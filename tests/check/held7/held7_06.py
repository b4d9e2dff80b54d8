"""BYOL around any torchvision ResNet; the layer whose output is projected is caught by a hook.

The widths are found by one pass over a made-up batch, then the target network is copied.
"""

import copy

import torch
from torch import nn
from torchvision.models import resnet18


def mlp(dim, hidden=128, out=64):
    return nn.Sequential(
        nn.Linear(dim, hidden), nn.BatchNorm1d(hidden), nn.ReLU(), nn.Linear(hidden, out)
    )


class NetWrapper(nn.Module):
    def __init__(self, net, layer="avgpool"):
        super().__init__()
        self.net = net
        self.projector = None
        self.hidden = None
        getattr(net, layer).register_forward_hook(self._hook)

    def _hook(self, _, inputs, output):
        self.hidden = output.flatten(1)

    def take(self):
        return self.hidden  # FAULT

    def forward(self, x):
        self.net(x)
        hidden = self.take()
        if self.projector is None:
            self.projector = mlp(hidden.shape[1])
        return self.projector(hidden)


class BYOL(nn.Module):
    def __init__(self, wrapper=NetWrapper, tau=0.99):
        super().__init__()
        net = resnet18(weights=None)
        net.fc = nn.Identity()
        self.online = wrapper(net)
        self.online(torch.randn(2, 3, 64, 64))  # makes the projector
        self.target = copy.deepcopy(self.online)  # SHOWS
        self.target.requires_grad_(False)
        self.predictor = mlp(64)
        self.tau = tau

    @torch.no_grad()
    def update_moving_average(self):
        for ours, theirs in zip(self.target.parameters(), self.online.parameters()):
            ours.lerp_(theirs, 1 - self.tau)

    def forward(self, x):
        prediction = self.predictor(self.online(x))
        with torch.no_grad():
            wanted = self.target(x)
        return prediction, wanted


def build():
    return BYOL()


class Mended(NetWrapper):
    def take(self):
        hidden, self.hidden = self.hidden, None
        return hidden


def mended():
    return BYOL(Mended)
