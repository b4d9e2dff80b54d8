"""Face verification: one network for both pictures, a neck with batch norm, their cosine."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision import models


class Siamese(nn.Module):
    def __init__(self, dim=64):
        super().__init__()
        self.branch = models.resnet18(weights=None)
        self.branch.fc = nn.Linear(512, dim, bias=False)
        self.neck = nn.BatchNorm1d(dim)
        self.neck.bias.requires_grad_(False)

    def forward_once(self, x):
        return F.normalize(self.neck(self.branch(x)), p=2, dim=1)

    def forward(self, x1, x2):
        a, b = self.forward_once(x1), self.forward_once(x2)
        return (a * b).sum(dim=1)


def build():
    return Siamese()
