"""Lines of text: columns of a feature map through a bidirectional LSTM, to one class for the line."""

import torch
import torch.nn as nn


class LineReader(nn.Module):
    def __init__(self, hidden=24, classes=6):
        super(LineReader, self).__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 16, 3, (2, 2), 1), nn.ReLU(), nn.Conv2d(16, 32, 3, (2, 2), 1), nn.ReLU()
        )
        self.lstm = nn.LSTM(32, hidden, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(2 * hidden, classes)

    def read(self, columns):
        out, _ = self.lstm(columns)
        return out[:, -1, :]  # FAULT

    def forward(self, x):
        columns = self.cnn(x).mean(dim=2).permute(0, 2, 1)
        return self.fc(self.read(columns))


def build():
    return LineReader()


class Mended(LineReader):
    def read(self, columns):
        _, (h, _) = self.lstm(columns)
        return torch.cat([h[-2], h[-1]], dim=1)


def mended():
    return Mended()
