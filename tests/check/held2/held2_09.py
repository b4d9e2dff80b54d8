"""What somebody does in a video: features of each frame, an LSTM over the frames."""

import torch.nn as nn
from torchvision.models import resnet18


class ActionNet(nn.Module):
    def __init__(self, hidden=32, num_classes=6):
        super().__init__()
        self.cnn = resnet18(weights=None)
        self.cnn.fc = nn.Linear(self.cnn.fc.in_features, 48)
        self.lstm = nn.LSTM(48, hidden, batch_first=True)
        self.out = nn.Linear(hidden, num_classes)

    def last(self, seq):
        return seq[-1]  # FAULT

    def forward(self, video):
        n, t = video.shape[:2]
        frames = video.reshape(n * t, *video.shape[2:])
        seq, _ = self.lstm(self.cnn(frames).view(n, t, -1))
        return self.out(self.last(seq))


def build():
    return ActionNet()


class Mended(ActionNet):
    def last(self, seq):
        return seq[:, -1]


def mended():
    return Mended()
