"""Severity of diabetic retinopathy, grades 0 to 4, as ordinal regression (CORAL).

Four logits: is it more than grade 0, more than 1, ... They share their weights and differ by a bias
each. Trained with nn.BCEWithLogitsLoss on levels such as (1, 1, 0, 0) for grade 2.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class CoralLayer(nn.Module):
    def __init__(self, size_in, num_classes):
        super().__init__()
        self.size_in = size_in
        self.weights = nn.Linear(size_in, 1, bias=False)
        levels = num_classes - 1
        self.bias = nn.Parameter(torch.arange(levels, 0, -1).float() / levels)

    def forward(self, x):
        return self.weights(x) + self.bias


class RetinaGrader(nn.Module):
    def __init__(self, num_classes=5):
        super().__init__()
        net = resnet18(weights=None)
        width = net.fc.in_features
        net.fc = nn.Sequential(nn.Dropout(0.3), CoralLayer(width, num_classes))
        self.net = net

    def forward(self, x):
        return self.net(x)

    @torch.no_grad()
    def grade(self, x):
        return (torch.sigmoid(self(x)) > 0.5).sum(dim=1)


def build():
    return RetinaGrader()
