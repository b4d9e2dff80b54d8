"""Ages as an ordinal regression (CORAL): one score shared by all thresholds, and a bias for each.

K - 1 = 9 logits per image, for BCEWithLogitsLoss against levels like 1 1 1 0 0 0 0 0 0.
"""

import torch
from torch import nn
from torchvision.models.resnet import Bottleneck, ResNet


class Coral(nn.Module):
    def __init__(self, dim, ranks=10):
        super().__init__()
        self.score = nn.Linear(dim, 1, bias=False)
        self.gaps = nn.Parameter(torch.zeros(ranks - 2))
        self.first = nn.Parameter(torch.tensor([2.0]))

    def forward(self, f):
        # biases go down, whatever is learned
        steps = torch.cat([self.first, -nn.functional.softplus(self.gaps)])
        return self.score(f) + steps.cumsum(0)


class AgeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.cnn = ResNet(Bottleneck, [1, 1, 1, 1], groups=8, width_per_group=8)
        self.cnn.fc = Coral(2048)

    def forward(self, face):
        return self.cnn(face)


def build():
    return AgeNet()
