"""Lip reading by words: frozen statistics in the CNN, and the last state of a GRU of two layers."""

import torch.nn as nn
from torchvision.models import resnet18
from torchvision.ops import FrozenBatchNorm2d


class LipNet(nn.Module):
    def __init__(self, num_words=30, hidden=64):
        super().__init__()
        self.cnn = resnet18(weights=None, norm_layer=FrozenBatchNorm2d)
        self.cnn.fc = nn.Identity()
        self.norm = nn.LayerNorm(512)
        self.gru = nn.GRU(512, hidden, num_layers=2, batch_first=True, dropout=0.1)
        self.classifier = nn.Linear(hidden, num_words)

    def forward(self, clips):
        n, t = clips.shape[:2]
        feats = self.cnn(clips.flatten(0, 1)).view(n, t, -1)
        _, state = self.gru(self.norm(feats))
        return self.classifier(state[-1])


def build():
    return LipNet()
