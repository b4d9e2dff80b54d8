"""Reads a line of text from a grey image: columns of the feature map are steps of a GRU.

As in https://github.com/sgadgil6/cnslab_fmri/issues/4
"""

import torch.nn as nn


class LineReader(nn.Module):
    def __init__(self, num_chars=80, width=32):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(1, width, 3, padding=1),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
            nn.Conv2d(width, width * 2, 3, padding=1),
            nn.BatchNorm2d(width * 2),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
        )
        self.gru = nn.GRU(width * 2, 64, batch_first=True)
        self.out = nn.Linear(64, num_chars)
        self.hidden = None

    def read(self, columns):
        out, self.hidden = self.gru(columns, self.hidden)  # FAULT
        return out

    def forward(self, x):
        x = self.conv(x).mean(dim=2)  # (N, C, W / 4)
        return self.out(self.read(x.permute(0, 2, 1)))


def build():
    return LineReader()


class Mended(LineReader):
    def read(self, columns):
        out, _ = self.gru(columns)
        return out


def mended():
    return Mended()
