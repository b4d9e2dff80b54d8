"""Slides in pathology: a bag of patches has one label; gated attention finds the patches that tell."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class GatedAttention(nn.Module):
    def __init__(self, dim, hidden=128):
        super().__init__()
        self.value = nn.Sequential(nn.Linear(dim, hidden), nn.Tanh())
        self.gate = nn.Sequential(nn.Linear(dim, hidden), nn.Sigmoid())
        self.weigh = nn.Linear(hidden, 1, bias=False)

    def forward(self, h):  # (bags, patches, dim)
        weights = torch.exp(self.weigh(self.value(h) * self.gate(h)))
        weights /= weights.sum(dim=1, keepdim=True)  # FAULT
        return weights


class MILNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        cnn = resnet18(weights=None)
        self.patches = nn.Sequential(*list(cnn.children())[:-1], nn.Flatten())
        self.attention = GatedAttention(512)
        self.classifier = nn.Linear(512, num_classes)

    def forward(self, bag):
        n, k = bag.shape[:2]
        h = self.patches(bag.flatten(0, 1)).view(n, k, -1)
        weights = self.attention(h)
        slide = (weights * h).sum(dim=1)
        return self.classifier(slide), weights.squeeze(-1)


def build():
    return MILNet()


class Mended(GatedAttention):
    def forward(self, h):
        weights = torch.exp(self.weigh(self.value(h) * self.gate(h)))
        return weights / weights.sum(dim=1, keepdim=True)


def mended():
    net = MILNet()
    net.attention = Mended(512)
    return net
