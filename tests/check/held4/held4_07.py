"""Lines of handwriting, grey: columns of a ResNet's features are read by an LSTM in both directions.

Returns scores of the characters for each column, (N, W', characters).
"""

import string

import torch.nn as nn
from torchvision.models.resnet import BasicBlock

ALPHABET = string.ascii_letters + string.digits + " .,'-"


def stage(c_in, c_out, stride):
    shortcut = nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))
    return BasicBlock(c_in, c_out, stride=stride, downsample=shortcut)


class HandwritingNet(nn.Module):
    def __init__(self, num_chars, hidden=96):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 32, kernel_size=5, stride=2, padding=2, bias=False),
            nn.BatchNorm2d(32),
            nn.ReLU(inplace=True),
            stage(32, 64, stride=2),
            stage(64, 128, stride=(2, 1)),
            stage(128, 192, stride=(2, 1)),
            nn.AdaptiveAvgPool2d((1, None)),
        )
        self.rnn = nn.Sequential(  # FAULT
            nn.LSTM(192, hidden, num_layers=2, bidirectional=True, batch_first=True),  # FAULT
            nn.Linear(2 * hidden, num_chars + 1),
        )

    def forward(self, x):
        features = self.cnn(x).squeeze(2)
        return self.rnn(features.permute(0, 2, 1))  # SHOWS


def build():
    return HandwritingNet(len(ALPHABET))


class FirstOf(nn.Module):
    def forward(self, pair):
        return pair[0]


def mended():
    net = build()
    net.rnn.insert(1, FirstOf())
    return net
