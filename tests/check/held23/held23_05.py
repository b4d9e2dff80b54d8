"""Reading lines of text: columns of a ResNet's features are time steps for a BiLSTM (CRNN, for CTC).

An LSTM in a Sequential hands on a tuple: https://github.com/pytorch/pytorch/issues/3349
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz-"


class Columns(nn.Module):
    """Mean over the height, then (N, C, W) to (N, W, C)."""

    def forward(self, x):
        return x.mean(dim=2).transpose(1, 2)


class CRNN(nn.Module):
    def __init__(self, hidden=96, alphabet=ALPHABET):
        super().__init__()
        net = resnet18(weights=None)
        self.cnn = nn.Sequential(
            net.conv1, net.bn1, net.relu, net.maxpool, net.layer1, net.layer2, net.layer3
        )
        self.columns = Columns()
        self.rnn = nn.Sequential(
            nn.LSTM(256, hidden, bidirectional=True, batch_first=True),  # FAULT
            nn.Linear(2 * hidden, len(alphabet) + 1),  # and the blank
        )

    def forward(self, x):
        x = self.columns(self.cnn(x))
        x = self.rnn(x)  # FAULT
        return F.log_softmax(x, dim=2)  # (N, T, C); the trainer turns it for CTCLoss


class Outputs(nn.Module):
    def __init__(self, rnn):
        super().__init__()
        self.rnn = rnn

    def forward(self, x):
        return self.rnn(x)[0]


def build():
    return CRNN()


def mended():
    net = CRNN()
    net.rnn[0] = Outputs(net.rnn[0])
    return net
