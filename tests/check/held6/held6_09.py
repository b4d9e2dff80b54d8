"""Reads house numbers: columns of a ResNet's map are a sequence, and a GRU goes along it.

The scores are (N, columns, symbols); they are turned for nn.CTCLoss().
"""

from torch import nn
from torchvision.models import resnet18


class Columns(nn.Module):
    """(N, C, H, W) to (N, W, C)."""

    def forward(self, x):
        return x.mean(dim=2).transpose(1, 2)


class States(nn.GRU):
    """A GRU which gives its states, and not the last one once more."""

    def forward(self, x):
        return super().forward(x)[0]


class CRNN(nn.Module):
    def __init__(self, recurrent, hidden=64, symbols=11):
        super().__init__()
        r = resnet18(weights=None)
        self.cnn = nn.Sequential(r.conv1, r.bn1, r.relu, r.maxpool, r.layer1, r.layer2)
        self.columns = Columns()
        self.rnn = nn.Sequential(
            recurrent(128, hidden, batch_first=True, bidirectional=True),
            nn.Linear(2 * hidden, symbols),
            nn.LogSoftmax(dim=2),
        )

    def forward(self, x):
        x = self.cnn(x)
        x = self.columns(x)
        return self.rnn(x)  # SHOWS


def build():
    return CRNN(recurrent=nn.GRU)  # FAULT


def mended():
    return CRNN(recurrent=States)
