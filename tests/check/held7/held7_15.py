"""A head that adapts: a router picks the code of one of 4 experts, which scales the features."""

import torch
from torch import nn
from torch.nn.functional import one_hot, softmax
from torchvision.models import resnet18


class DynamicHead(nn.Module):
    def __init__(self, dim=512, experts=4, classes=20):
        super().__init__()
        self.experts = experts
        self.router = nn.Linear(dim, experts)
        self.film = nn.Linear(experts, dim)
        self.cls = nn.Linear(dim, classes)

    def code(self, choice):
        return one_hot(choice, self.experts)  # FAULT

    def forward(self, f):
        p = softmax(self.router(f), dim=1)
        gate, choice = p.max(dim=1)
        scale = self.film(self.code(choice))  # SHOWS
        return self.cls(f * (1 + torch.tanh(scale) * gate[:, None]))


class Net(nn.Module):
    def __init__(self, head=DynamicHead):
        super().__init__()
        self.body = resnet18(weights=None)
        self.body.fc = head()

    def forward(self, x):
        return self.body(x)


def build():
    return Net()


class Mended(DynamicHead):
    def code(self, choice):
        return one_hot(choice, self.experts).to(self.film.weight.dtype)


def mended():
    return Net(Mended)
