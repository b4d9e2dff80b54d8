"""Action recognition: frames go through a ResNet one by one, then through an LSTM.

After the many forum threads on what nn.LSTM gives back.
"""

import torch.nn as nn
from torchvision.models import resnet18


class FrameEncoder(nn.Module):
    def __init__(self, dim=128):
        super().__init__()
        net = resnet18(weights=None)
        net.fc = nn.Linear(net.fc.in_features, dim)
        self.net = net

    def forward(self, clip):
        b, t = clip.shape[:2]
        return self.net(clip.flatten(0, 1)).view(b, t, -1)


class ActionNet(nn.Module):
    def __init__(self, dim=128, hidden=64, num_classes=11):
        super().__init__()
        self.encoder = FrameEncoder(dim)
        self.lstm = nn.LSTM(dim, hidden, num_layers=1, batch_first=True)
        self.dropout = nn.Dropout(0.3)
        self.fc = nn.Linear(hidden, num_classes)

    def last_state(self, features):
        out = self.lstm(features)  # FAULT
        return out[:, -1, :]  # FAULT

    def forward(self, clip):
        return self.fc(self.dropout(self.last_state(self.encoder(clip))))


class Mended(ActionNet):
    def last_state(self, features):
        out, _ = self.lstm(features)
        return out[:, -1, :]


def build():
    return ActionNet()


def mended():
    return Mended()
