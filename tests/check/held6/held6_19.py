"""Counts fruit on a tree: patches of a ResNet's map know where they are, and look at one another."""

import math

import torch
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class SinePositions(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def table(self, length, like):
        place = torch.arange(length).unsqueeze(1)  # FAULT
        rate = torch.exp(torch.arange(0, self.dim, 2) * (-math.log(10000.0) / self.dim))
        angle = place * rate
        return torch.stack([angle.sin(), angle.cos()], dim=2).flatten(1)

    def forward(self, tokens):
        return tokens + self.table(tokens.shape[1], tokens)


class FruitCounter(nn.Module):
    """The number comes as (N,), for nn.L1Loss()."""

    def __init__(self, positions=SinePositions, dim=96):
        super().__init__()
        resnet = ResNet(BasicBlock, [1, 1, 1, 1])
        self.features = nn.Sequential(*list(resnet.children())[:-2])
        self.embed = nn.Conv2d(512, dim, 1)
        self.positions = positions(dim)
        self.attend = nn.MultiheadAttention(dim, 4, batch_first=True)
        self.count = nn.Linear(dim, 1)

    def forward(self, tree):
        tokens = self.embed(self.features(tree)).flatten(2).mT
        tokens = self.positions(tokens)
        seen, _ = self.attend(tokens, tokens, tokens, need_weights=False)
        return self.count(tokens + seen).sum(dim=(1, 2))


def build():
    return FruitCounter()


class MendedPositions(SinePositions):
    def table(self, length, like):
        place = torch.arange(length, device=like.device).unsqueeze(1)
        rate = torch.arange(0, self.dim, 2, device=like.device) * (-math.log(10000.0) / self.dim)
        angle = place * rate.exp()
        return torch.stack([angle.sin(), angle.cos()], dim=2).flatten(1)


def mended():
    return FruitCounter(MendedPositions)
