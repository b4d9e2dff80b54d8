"""Faces on a sphere (ArcFace without its margin): cosines to the weights of the classes."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class CosineLinear(nn.Module):
    def __init__(self, dim, classes, scale=16.0):
        super().__init__()
        self.scale = scale
        self.weight = nn.Parameter(torch.empty(classes, dim))
        nn.init.xavier_normal_(self.weight)

    def cosine(self, x):
        self.weight = F.normalize(self.weight)  # FAULT
        return F.linear(F.normalize(x), self.weight)

    def forward(self, x):
        return self.scale * self.cosine(x)


class Sphere(nn.Module):
    def __init__(self, last=CosineLinear, people=20):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, 2, 1)
        self.prelu1 = nn.PReLU(16)
        self.conv2 = nn.Conv2d(16, 32, 3, 2, 1)
        self.prelu2 = nn.PReLU(32)
        self.fc = nn.Linear(32 * 16, 48)
        self.pool = nn.AdaptiveAvgPool2d(4)
        self.last = last(48, people)

    def forward(self, x):
        x = self.prelu1(self.conv1(x))
        x = self.prelu2(self.conv2(x))
        return self.last(self.fc(self.pool(x).flatten(1)))


def build():
    return Sphere()


class Mended(CosineLinear):
    def cosine(self, x):
        return F.linear(F.normalize(x), F.normalize(self.weight))


def mended():
    return Sphere(last=Mended)
