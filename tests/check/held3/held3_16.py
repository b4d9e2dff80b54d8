"""Reads words on signs: columns of a grey image go through a ResNet, then through an LSTM.

Returns (N, W', classes): what is in each column, a letter or nothing.
"""

import torch.nn as nn
from torchvision.models import resnet18


class WordReader(nn.Module):
    def __init__(self, num_classes=37, hidden=64):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = nn.Conv2d(1, 64, 7, stride=2, padding=3, bias=False)
        net.maxpool = nn.MaxPool2d((2, 1), stride=(2, 1), ceil_mode=True)
        self.cnn = nn.Sequential(
            net.conv1,
            net.bn1,
            net.relu,
            net.maxpool,
            net.layer1,
            net.layer2,
            nn.AdaptiveAvgPool2d((1, None)),
        )
        self.rnn = nn.LSTM(128, hidden, bidirectional=True)
        self.fc = nn.Linear(2 * hidden, num_classes)

    def columns(self, feats):
        """The LSTM wants (W', N, C)."""
        n, c, _, w = feats.size()
        return feats.view(w, n, c)  # FAULT

    def forward(self, x):
        seq = self.columns(self.cnn(x))
        out, _ = self.rnn(seq)
        return self.fc(out).permute(1, 0, 2)


def build():
    return WordReader()


class Mended(WordReader):
    def columns(self, feats):
        return feats.squeeze(2).permute(2, 0, 1)


def mended():
    return Mended()
