"""Audio tagging after PANNs: log-mel spectrograms (1 channel), a small ResNet, 12 tags per clip."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvPreWavBlock(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.conv1 = nn.Conv2d(cin, cout, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(cout, cout, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(cout), nn.BatchNorm2d(cout)
        self.short = nn.Conv2d(cin, cout, 1, bias=False)

    def forward(self, x):
        y = F.relu_(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return F.avg_pool2d(F.relu_(y + self.short(x)), 2, ceil_mode=True)


class Cnn6(nn.Module):
    def __init__(self, classes=12):
        super().__init__()
        self.bn0 = nn.BatchNorm2d(1)
        widths = [1, 16, 32, 64]
        self.blocks = nn.ModuleList([ConvPreWavBlock(a, b) for a, b in zip(widths[:-1], widths[1:])])
        self.fc1 = nn.Linear(64, 64)
        self.fc_audioset = nn.Linear(64, classes)

    def drop(self, x):
        return F.dropout(x, self.training)  # FAULT

    def forward(self, logmel):
        x = self.bn0(logmel)
        for block in self.blocks:
            x = block(x)
        x = torch.mean(x, dim=3)  # over the mel bins
        x = x.max(dim=2).values + x.mean(dim=2)
        x = F.relu_(self.fc1(x))
        return self.fc_audioset(self.drop(x))


def build():
    return Cnn6()


class Mended(Cnn6):
    def drop(self, x):
        return F.dropout(x, p=0.5, training=self.training)


def mended():
    return Mended()
