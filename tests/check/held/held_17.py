"""Two tasks on one trunk: which species, and how large. Log-probabilities for NLLLoss.

Met at the end of an epoch, as in https://github.com/bentrevett/pytorch-sentiment-analysis/issues/17
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class FishNet(nn.Module):
    def __init__(self, num_species=30):
        super().__init__()
        self.trunk = nn.Sequential(*list(resnet18(weights=None).children())[:-1])
        self.species = nn.Linear(512, num_species)
        self.length = nn.Sequential(nn.Linear(512, 64), nn.ReLU(), nn.Linear(64, 1), nn.Softplus())

    def vector(self, x):
        return self.trunk(x).squeeze()  # FAULT

    def forward(self, x):
        x = self.vector(x)
        return {
            "species": F.log_softmax(self.species(x), dim=1),  # SHOWS
            "length": self.length(x),
        }


def build():
    return FishNet()


class Mended(FishNet):
    def vector(self, x):
        return self.trunk(x).flatten(1)


def mended():
    return Mended()
