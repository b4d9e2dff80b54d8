"""Change between two photographs of a place: one encoder sees both, by intention."""

import torch
from torch import nn
from torchvision.models import resnet18


class ChangeNet(nn.Module):
    def __init__(self, dim=64):
        super().__init__()
        before = resnet18(weights=None)
        before.fc = nn.Linear(before.fc.in_features, dim)
        self.before = before
        self.after = before  # the same weights: the pair has an order, the encoder has none
        self.bilinear = nn.Bilinear(dim, dim, 8)
        self.out = nn.Linear(8 + dim, 1)

    def forward(self, first, second):
        a, b = self.before(first), self.after(second)
        joined = torch.cat([self.bilinear(a, b), (a - b).abs()], dim=1)
        return self.out(joined).squeeze(-1)


def build():
    return ChangeNet()
