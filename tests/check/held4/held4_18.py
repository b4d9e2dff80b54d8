"""Finds photographs of the same building: unit vectors from a ResNet-18 and generalised-mean pooling.

GeM lies between the mean (p = 1) and the maximum (p large); p is learned with all the rest.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class GeM(nn.Module):
    def __init__(self, p=3.0, eps=1e-6):
        super().__init__()
        self.p = nn.Parameter(torch.ones(1) * p)
        self.eps = eps

    def forward(self, x):
        return self.gem(x, p=self.p.item())  # FAULT

    def gem(self, x, p):
        x = x.clamp(min=self.eps).pow(p)
        return F.avg_pool2d(x, (x.size(-2), x.size(-1))).pow(1.0 / p)


class ImageRetrievalNet(nn.Module):
    def __init__(self, outputdim=128):
        super().__init__()
        net = resnet18(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-2])
        self.pool = GeM()
        self.whiten = nn.Linear(512, outputdim)

    def forward(self, x):
        o = self.pool(self.features(x)).flatten(1)
        o = F.normalize(o, dim=1)
        return F.normalize(self.whiten(o), dim=1)


def build():
    return ImageRetrievalNet()


class Mended(GeM):
    def forward(self, x):
        return self.gem(x, p=self.p)


def mended():
    net = ImageRetrievalNet()
    net.pool = Mended()
    return net
