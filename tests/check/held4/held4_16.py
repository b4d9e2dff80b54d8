"""Actions in videos from a few snippets of each, (N, T, 3, H, W): a temporal segment network.

Every snippet gets its scores from one ResNet-18; those of a video are the mean over its snippets.
"""

import torch.nn as nn
from torchvision import models


class TSN(nn.Module):
    def __init__(self, num_class=51, num_segments=4, dropout=0.5):
        super().__init__()
        self.num_segments = num_segments
        self.base_model = models.resnet18(weights=None)
        self.base_model.fc = nn.Dropout(p=dropout)
        self.new_fc = nn.Linear(512, num_class)
        nn.init.normal_(self.new_fc.weight, 0, 0.001)
        nn.init.constant_(self.new_fc.bias, 0)

    def consensus(self, scores, n, t):
        return scores.view(t, n, -1).mean(dim=0)  # FAULT

    def forward(self, clips):
        n, t = clips.size()[:2]
        frames = clips.view(-1, *clips.size()[2:])
        scores = self.new_fc(self.base_model(frames))
        return self.consensus(scores, n, t)


def build():
    return TSN()


class Mended(TSN):
    def consensus(self, scores, n, t):
        return scores.view(n, t, -1).mean(dim=1)


def mended():
    return Mended()
