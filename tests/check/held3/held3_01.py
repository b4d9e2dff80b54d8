"""Car models from photographs: the body of a ResNet-18, and a head that pools both ways, as fastai's."""

import torch
import torch.nn as nn
from torchvision import models


class AdaptiveConcatPool2d(nn.Module):
    def __init__(self, size=1):
        super().__init__()
        self.ap = nn.AdaptiveAvgPool2d(size)
        self.mp = nn.AdaptiveMaxPool2d(size)

    def forward(self, x):
        return torch.cat([self.mp(x), self.ap(x)], 1)


def bn_drop_lin(n_in, n_out, p, act=None):
    layers = [nn.BatchNorm1d(n_in), nn.Dropout(p), nn.Linear(n_in, n_out)]
    if act is not None:
        layers.append(act)
    return layers


def create_head(sizes, p=0.5):
    layers = [AdaptiveConcatPool2d(), nn.Flatten()]
    layers += bn_drop_lin(sizes[0], sizes[1], p / 2, nn.ReLU(inplace=True))
    layers += bn_drop_lin(sizes[1], sizes[2], p)
    return nn.Sequential(*layers)


class CarNet(nn.Module):
    def __init__(self, n_classes=196):
        super().__init__()
        net = models.resnet18(weights=None)
        n_features = net.fc.in_features
        self.body = nn.Sequential(*list(net.children())[:-2])
        self.head = create_head([n_features, 256, n_classes])  # FAULT

    def forward(self, x):
        return self.head(self.body(x))  # SHOWS


def build():
    return CarNet()


def mended():
    net = CarNet()
    net.head = create_head([1024, 256, 196])
    return net
