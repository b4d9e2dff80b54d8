"""Slides as bags of patches: attention says how much each patch of a bag counts."""

import torch
from torch import nn
from torchvision.models import resnet18


class GatedAttention(nn.Module):
    """Weights over the patches of each bag: (N, K, dim) becomes (N, K, 1)."""

    def __init__(self, dim, hidden=64):
        super().__init__()
        self.value = nn.Sequential(nn.Linear(dim, hidden), nn.Tanh())
        self.gate = nn.Sequential(nn.Linear(dim, hidden), nn.Sigmoid())
        self.score = nn.Linear(hidden, 1)

    def forward(self, patches):
        score = self.score(self.value(patches) * self.gate(patches))
        return torch.softmax(score, dim=0)  # FAULT


class SlideNet(nn.Module):
    def __init__(self, num_classes=2):
        super().__init__()
        self.encoder = resnet18(weights=None)
        self.encoder.fc = nn.Identity()
        self.attention = GatedAttention(512)
        self.classifier = nn.Linear(512, num_classes)

    def forward(self, bags):
        n, k = bags.shape[:2]
        patches = self.encoder(bags.flatten(0, 1)).view(n, k, -1)
        weights = self.attention(patches)
        slide = (weights * patches).sum(dim=1)
        return self.classifier(slide)


def build():
    return SlideNet()


class Mended(GatedAttention):
    def forward(self, patches):
        score = self.score(self.value(patches) * self.gate(patches))
        return torch.softmax(score, dim=1)


def mended():
    net = SlideNet()
    net.attention = Mended(512)
    return net
