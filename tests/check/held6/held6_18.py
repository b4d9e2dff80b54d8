"""Exercises in the gym: each frame through a ResNet, all through an LSTM, six kinds of them."""

from torch import nn
from torchvision import models


class GymNet(nn.Module):
    """Takes (batch, frames, 3, height, width). Trained with nn.CrossEntropyLoss()."""

    def __init__(self, hidden=64, exercises=6):
        super().__init__()
        self.cnn = models.resnet18(weights=None)
        self.cnn.fc = nn.Linear(self.cnn.fc.in_features, 100)
        self.rnn = nn.LSTM(100, hidden, num_layers=1)
        self.out = nn.Linear(hidden, exercises)

    def sequences(self, features, batch, frames):
        return features.view(frames, batch, -1)  # FAULT

    def forward(self, clip):
        batch, frames, c, h, w = clip.shape
        features = self.cnn(clip.reshape(batch * frames, c, h, w))
        states, _ = self.rnn(self.sequences(features, batch, frames))
        return self.out(states[-1])


def build():
    return GymNet()


class Mended(GymNet):
    def sequences(self, features, batch, frames):
        return features.view(batch, frames, -1).transpose(0, 1)


def mended():
    return Mended()
