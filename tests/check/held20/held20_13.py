"""A deep ensemble: some ResNets that begin at different weights, and whose answers are averaged.

After https://discuss.pytorch.org/t/how-to-ensemble-different-cnn-models-when-use-the-same-dataset/91285
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


def make_member(num_classes):
    member = resnet18(weights=None)
    member.fc = nn.Linear(member.fc.in_features, num_classes)
    return member


class DeepEnsemble(nn.Module):
    """The spread of its members says how sure it is."""

    def __init__(self, size=3, num_classes=10):
        super().__init__()
        self.members = nn.ModuleList([make_member(num_classes)] * size)  # FAULT

    def forward(self, x):
        logits = torch.stack([member(x) for member in self.members])
        return logits.mean(dim=0)

    @torch.no_grad()
    def uncertainty(self, x):
        probabilities = torch.stack([member(x).softmax(dim=1) for member in self.members])
        return probabilities.std(dim=0).mean(dim=1)


def build():
    return DeepEnsemble()


def mended():
    net = DeepEnsemble()
    net.members = nn.ModuleList([make_member(10) for _ in range(3)])
    return net
