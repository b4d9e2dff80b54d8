"""Whales by their flukes: GeM, a BNNeck, and cosines with three centres a whale (sub-center ArcFace).

The margin is added by the loss; what comes out are the cosines, and the features for the search.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import models


class GeM(nn.Module):
    def __init__(self, p=3.0, eps=1e-6):
        super().__init__()
        self.p = nn.Parameter(torch.ones(1) * p)
        self.eps = eps

    def forward(self, x):
        return x.clamp(min=self.eps).pow(self.p).mean((-2, -1)).pow(1.0 / self.p)


class SubCenters(nn.Module):
    def __init__(self, dim, classes, k=3):
        super().__init__()
        self.k, self.classes = k, classes
        self.weight = nn.Parameter(torch.empty(classes * k, dim))
        nn.init.xavier_uniform_(self.weight)

    def forward(self, x):
        cosine = F.linear(F.normalize(x), F.normalize(self.weight))
        cosine, _ = torch.max(cosine.view(-1, self.classes, self.k), dim=2)
        return cosine


class WhaleNet(nn.Module):
    def __init__(self, dim=128, classes=25):
        super().__init__()
        net = models.resnet18(weights=None)
        self.backbone = nn.Sequential(*list(net.children())[:-2])
        self.pool = GeM()
        self.fc = nn.Linear(512, dim, bias=False)
        self.neck = nn.BatchNorm1d(dim)
        self.neck.bias.requires_grad_(False)  # no shift
        self.head = SubCenters(dim, classes)

    def forward(self, x):
        feature = self.fc(self.pool(self.backbone(x)))
        return self.head(self.neck(feature)), F.normalize(feature)


def build():
    return WhaleNet()
