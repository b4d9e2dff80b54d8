"""CNN-LSTM for sign language clips, (batch, time, channel, height, width).

What an LSTM returns surprises many: https://github.com/spro/char-rnn.pytorch/issues/2
"""

import torch.nn as nn
from torchvision.models import resnet18


class ResCRNN(nn.Module):
    def __init__(self, num_classes=64, hidden=96, layers=2):
        super().__init__()
        self.cnn = resnet18(weights=None)
        self.cnn.fc = nn.Linear(self.cnn.fc.in_features, 128)
        self.rnn = nn.LSTM(128, hidden, num_layers=layers, batch_first=True)
        self.fc = nn.Sequential(nn.Linear(hidden, 64), nn.ReLU(), nn.Linear(64, num_classes))

    def encode(self, clip):
        b, t = clip.shape[:2]
        return self.cnn(clip.flatten(0, 1)).view(b, t, -1)

    def temporal(self, seq):
        out = self.rnn(seq)  # FAULT
        return out[:, -1]  # FAULT

    def forward(self, clip):
        return self.fc(self.temporal(self.encode(clip)))


def build():
    return ResCRNN()


class Mended(ResCRNN):
    def temporal(self, seq):
        out, _ = self.rnn(seq)
        return out[:, -1]


def mended():
    return Mended()
