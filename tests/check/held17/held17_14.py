"""Driver's steering from the last frames: the temporal part is a list of layers that a config made."""

import torch.nn as nn
from torchvision.models import resnet18


def temporal_layers(kind, dim, hidden, dropout):
    layers = []
    if kind == "lstm":
        layers.append(nn.LSTM(dim, hidden, num_layers=2, batch_first=True))  # FAULT
    else:
        layers += [nn.Linear(dim, hidden), nn.ReLU()]
    layers.append(nn.Dropout(dropout))
    layers.append(nn.Linear(hidden, 1))
    return nn.Sequential(*layers)  # FAULT


class SteeringNet(nn.Module):
    def __init__(self, kind="lstm", hidden=64):
        super().__init__()
        self.cnn = resnet18(weights=None)
        self.cnn.fc = nn.Identity()
        self.temporal = temporal_layers(kind, 512, hidden, 0.2)

    def forward(self, frames):
        b, t = frames.shape[:2]
        feats = self.cnn(frames.reshape(b * t, *frames.shape[2:]))
        angles = self.temporal(feats.reshape(b, t, -1))  # FAULT
        return angles.squeeze(-1)


class FirstOf(nn.LSTM):
    def forward(self, x):
        return super().forward(x)[0]


def build():
    return SteeringNet()


def mended():
    net = SteeringNet()
    net.temporal[0] = FirstOf(512, 64, num_layers=2, batch_first=True)
    return net
