"""Slides as bags of patches (B, K, 3, H, W): frozen ResNet-18, gated attention, NLLLoss."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class GatedAttention(nn.Module):
    def __init__(self, dim, hidden=64):
        super().__init__()
        self.value = nn.Sequential(nn.Linear(dim, hidden), nn.Tanh())
        self.gate = nn.Sequential(nn.Linear(dim, hidden), nn.Sigmoid())
        self.score = nn.Linear(hidden, 1, bias=False)

    def forward(self, bag):
        weights = self.score(self.value(bag) * self.gate(bag)).softmax(dim=1)
        return (weights * bag).sum(dim=1)


class SlideClassifier(nn.Module):
    def __init__(self, num_classes=3):
        super().__init__()
        self.encoder = resnet18(weights=None)
        self.encoder.fc = nn.Identity()
        self.encoder.requires_grad_(False)
        self.attention = GatedAttention(512)
        self.classifier = nn.Sequential(nn.Linear(512, num_classes), nn.LogSoftmax(dim=1))

    def train(self, mode=True):
        super().train(mode)
        self.encoder.eval()  # its statistics are frozen as well
        return self

    def forward(self, bags):
        b, k = bags.shape[:2]
        with torch.no_grad():
            patches = self.encoder(bags.flatten(0, 1))
        return self.classifier(self.attention(patches.view(b, k, -1)))


criterion = nn.NLLLoss()


def build():
    return SlideClassifier()
