"""Bilinear CNN for birds: products of all pairs of channels, signed square root, unit length."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class BilinearPool(nn.Module):
    def forward(self, x):
        n, c, h, w = x.shape
        x = x.reshape(n, c, h * w)
        gram = torch.bmm(x, x.transpose(1, 2)) / (h * w)
        flat = gram.reshape(n, c * c)
        flat = torch.sign(flat) * torch.sqrt(torch.abs(flat))  # FAULT
        return F.normalize(flat, dim=1)


class BirdNet(nn.Module):
    def __init__(self, num_classes=200, channels=48):
        super().__init__()
        net = resnet18(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-2])
        self.reduce = nn.Sequential(
            nn.Conv2d(512, channels, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
        )
        self.pool = BilinearPool()
        self.fc = nn.Linear(channels * channels, num_classes)
        nn.init.kaiming_normal_(self.fc.weight)
        nn.init.zeros_(self.fc.bias)

    def forward(self, x):
        return self.fc(self.pool(self.reduce(self.features(x))))


def build():
    return BirdNet()


class Mended(BilinearPool):
    def forward(self, x):
        n, c, h, w = x.shape
        x = x.reshape(n, c, h * w)
        flat = (torch.bmm(x, x.transpose(1, 2)) / (h * w)).reshape(n, c * c)
        return F.normalize(torch.sign(flat) * torch.sqrt(torch.abs(flat) + 1e-5), dim=1)


def mended():
    net = BirdNet()
    net.pool = Mended()
    return net
