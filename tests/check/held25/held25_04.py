"""Text line recognition: columns of the feature map are read by a bidirectional LSTM, for CTC."""

import torch.nn as nn
from torchvision.models import resnet18


def make_reader(features, hidden, alphabet):
    layers = [
        nn.LSTM(features, hidden, bidirectional=True, batch_first=True),  # FAULT
        nn.Linear(2 * hidden, alphabet + 1),
    ]
    return nn.Sequential(*layers)  # FAULT


class TextLine(nn.Module):
    def __init__(self, alphabet=62, hidden=96):
        super().__init__()
        net = resnet18(weights=None)
        self.cnn = nn.Sequential(net.conv1, net.bn1, net.relu, net.layer1, net.layer2, net.layer3)
        self.squash = nn.AdaptiveAvgPool2d((1, None))
        self.reader = make_reader(256, hidden, alphabet)

    def forward(self, x):
        columns = self.squash(self.cnn(x)).squeeze(2)
        columns = columns.permute(0, 2, 1)
        return self.reader(columns).log_softmax(-1)  # SHOWS


def build():
    return TextLine()


class Reader(nn.Module):
    def __init__(self, features, hidden, alphabet):
        super().__init__()
        self.rnn = nn.LSTM(features, hidden, bidirectional=True, batch_first=True)
        self.out = nn.Linear(2 * hidden, alphabet + 1)

    def forward(self, x):
        return self.out(self.rnn(x)[0])


def mended():
    net = TextLine()
    net.reader = Reader(256, 96, 62)
    return net
