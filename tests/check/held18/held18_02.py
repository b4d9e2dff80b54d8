"""Clip classifier: a ResNet sees each frame, and attention says how much each of them counts."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class FrameAttention(nn.Module):
    """Weighs the frames of a clip; the weights of one clip add up to one."""

    def __init__(self, dim, hidden=64):
        super().__init__()
        self.score = nn.Sequential(
            nn.Linear(dim, hidden),
            nn.Tanh(),
            nn.Linear(hidden, 1, bias=False),
        )

    def forward(self, feats):  # (batch, frames, dim)
        scores = self.score(feats)
        weights = torch.softmax(scores, dim=-1)  # FAULT
        return (weights * feats).sum(dim=1)


class ClipNet(nn.Module):
    def __init__(self, num_classes=12):
        super().__init__()
        self.cnn = resnet18(weights=None)
        dim = self.cnn.fc.in_features
        self.cnn.fc = nn.Identity()
        self.pool = FrameAttention(dim)
        self.drop = nn.Dropout(0.3)
        self.fc = nn.Linear(dim, num_classes)

    def forward(self, clip):
        b, t = clip.shape[:2]
        feats = self.cnn(clip.flatten(0, 1)).view(b, t, -1)
        return self.fc(self.drop(self.pool(feats)))


def build():
    return ClipNet()


class OverFrames(FrameAttention):
    def forward(self, feats):
        weights = torch.softmax(self.score(feats), dim=1)
        return (weights * feats).sum(dim=1)


def mended():
    net = ClipNet()
    net.pool = OverFrames(512)
    return net
