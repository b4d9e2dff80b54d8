"""Driver attention over short clips: frames through a ResNet-18, one after the other through an LSTM."""

import torch.nn as nn
from torchvision.models import resnet18


class FrameEncoder(nn.Module):
    def __init__(self, out_features):
        super().__init__()
        net = resnet18(weights=None)
        net.fc = nn.Linear(net.fc.in_features, out_features)
        self.net = net

    def forward(self, clip):
        b, t = clip.shape[:2]
        return self.net(clip.flatten(0, 1)).view(b, t, -1)


class AttentionMonitor(nn.Module):
    def __init__(self, num_classes=4, features=96, hidden=64):
        super().__init__()
        self.encoder = FrameEncoder(features)
        self.lstm = nn.LSTM(features, hidden, num_layers=1, batch_first=True)
        self.hidden = None
        self.drop = nn.Dropout(0.2)
        self.fc = nn.Linear(hidden, num_classes)

    def run_lstm(self, features):
        out, self.hidden = self.lstm(features, self.hidden)  # FAULT
        return out

    def forward(self, clip):
        out = self.run_lstm(self.encoder(clip))
        return self.fc(self.drop(out[:, -1]))


def build():
    return AttentionMonitor()


class MendedMonitor(AttentionMonitor):
    def run_lstm(self, features):
        out, _ = self.lstm(features)
        return out


def mended():
    return MendedMonitor()
