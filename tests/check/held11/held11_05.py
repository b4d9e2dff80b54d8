"""Dropout for channels, put behind the pooling."""

import torch.nn as nn


class Classifier(nn.Module):
    def __init__(self, classes=7):
        super().__init__()
        self.cnn = nn.Sequential(nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1))
        self.drop = self.dropout()
        self.fc = nn.Linear(32, classes)

    def dropout(self):
        return nn.Dropout1d(0.4)  # FAULT

    def forward(self, x):
        return self.fc(self.drop(self.cnn(x).mean((2, 3))))


def build():
    return Classifier()


class Mended(Classifier):
    def dropout(self):
        return nn.Dropout(0.4)


def mended():
    return Mended()
