"""Actions in clips of (N, T, 3, H, W): a ResNet for every frame, a GRU over time, then a mean.

A view cannot exchange two dimensions: https://blog.csdn.net/qq_40231500/article/details/90606872
"""

import torch.nn as nn
from torchvision.models import resnet18


class FrameEncoder(nn.Module):
    def __init__(self, dim=256):
        super().__init__()
        self.cnn = resnet18(weights=None)
        self.cnn.fc = nn.Linear(self.cnn.fc.in_features, dim)

    def forward(self, clip):
        n, t, c, h, w = clip.shape
        return self.cnn(clip.reshape(n * t, c, h, w))


class ActionNet(nn.Module):
    def __init__(self, dim=256, hidden=128, actions=51):
        super().__init__()
        self.frames = FrameEncoder(dim)
        self.norm = nn.LayerNorm(dim)
        self.rnn = nn.GRU(dim, hidden, num_layers=2)  # takes (T, N, dim)
        self.fc = nn.Linear(hidden, actions)

    def to_sequence(self, feats, n, t):
        return feats.view(t, n, -1)  # FAULT

    def forward(self, clip):
        n, t = clip.shape[:2]
        feats = self.norm(self.frames(clip))
        outputs, _ = self.rnn(self.to_sequence(feats, n, t))
        return self.fc(outputs.mean(dim=0))


class Mended(ActionNet):
    def to_sequence(self, feats, n, t):
        return feats.view(n, t, -1).transpose(0, 1)


def build():
    return ActionNet()


def mended():
    return Mended()
