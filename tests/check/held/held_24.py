"""Gait recognition on clips (N, T, 3, H, W): frames folded into the batch, a GRU that has time first.

A running centre of the features is taken off; it changes in training, as in a batch norm.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class GaitNet(nn.Module):
    def __init__(self, num_people=50, momentum=0.1):
        super().__init__()
        self.frame = resnet18(weights=None)
        self.frame.fc = nn.Linear(512, 128)
        self.gru = nn.GRU(128, 64, bidirectional=True)
        self.fc = nn.Linear(128, num_people)
        self.momentum = momentum
        self.register_buffer("centre", torch.zeros(128))

    def centred(self, feats):
        if self.training:
            with torch.no_grad():
                self.centre.lerp_(feats.mean(dim=(0, 1)), self.momentum)
        return feats - self.centre.clone()

    def forward(self, clips):
        n, t, c, h, w = clips.size()
        feats = self.frame(clips.reshape(n * t, c, h, w))
        feats = self.centred(feats.view(n, t, -1)).permute(1, 0, 2)
        _, last = self.gru(feats)
        return self.fc(torch.cat([last[0], last[1]], dim=-1))


def build():
    return GaitNet()
