"""Whose signature: a Siamese ResNet-18 on two grey images, with the distance of their embeddings."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class SignatureNet(nn.Module):
    def __init__(self, dim=64):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
        self.encoder = nn.Sequential(*list(net.children())[:-1])
        self.embed = nn.Sequential(
            nn.Linear(512, 128),
            nn.ReLU(inplace=True),
            nn.Linear(128, dim),
        )
        self.scale = nn.Parameter(torch.tensor(-1.0))
        self.shift = nn.Parameter(torch.tensor(0.5))

    def forward_once(self, x):
        x = self.encoder(x)
        x = self.embed(x)  # FAULT
        return F.normalize(x, dim=1)

    def forward(self, first, second):
        a, b = self.forward_once(first), self.forward_once(second)
        distance = (a - b).pow(2).sum(dim=1)
        return self.scale * distance + self.shift


def build():
    return SignatureNet()


class Mended(SignatureNet):
    def forward_once(self, x):
        x = self.encoder(x)
        x = self.embed(x.flatten(1))
        return F.normalize(x, dim=1)


def mended():
    return Mended()
