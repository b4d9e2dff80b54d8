"""Faces: embeddings of a ResNet, and an ArcFace head for as many people as there are to train on."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class ArcHead(nn.Module):
    def __init__(self, dim, num_ids, scale=30.0, margin=0.5):  # FAULT
        self.weight = nn.Parameter(torch.empty(num_ids, dim))  # FAULT
        nn.init.xavier_uniform_(self.weight)
        self.scale = scale
        self.cos_m, self.sin_m = math.cos(margin), math.sin(margin)

    def forward(self, emb, labels=None):
        cosine = F.linear(F.normalize(emb), F.normalize(self.weight))
        if labels is None:
            return self.scale * cosine
        sine = (1.0 - cosine.pow(2)).clamp(min=1e-7).sqrt()
        phi = cosine * self.cos_m - sine * self.sin_m
        one_hot = F.one_hot(labels, cosine.size(1)).to(cosine.dtype)
        return self.scale * (one_hot * phi + (1.0 - one_hot) * cosine)


class FaceNet(nn.Module):
    def __init__(self, head, dim=128, num_ids=85):
        super().__init__()
        self.trunk = resnet18(weights=None)
        self.trunk.fc = nn.Linear(self.trunk.fc.in_features, dim, bias=False)
        self.bn = nn.BatchNorm1d(dim)
        self.head = head(dim, num_ids)

    def forward(self, x, labels=None):
        return self.head(self.bn(self.trunk(x)), labels)


def build():
    return FaceNet(ArcHead)


class MendedHead(ArcHead):
    def __init__(self, dim, num_ids):
        nn.Module.__init__(self)
        self.weight = nn.Parameter(torch.empty(num_ids, dim))
        nn.init.xavier_uniform_(self.weight)
        self.scale = 30.0
        self.cos_m, self.sin_m = math.cos(0.5), math.sin(0.5)


def mended():
    return FaceNet(MendedHead)
