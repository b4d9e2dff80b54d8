"""Action recognition: a ResNet sees each frame, an LSTM (time first) the sequence.

https://github.com/HHTseng/video-classification/issues/42
"""

import torch.nn as nn
from torchvision.models import resnet18


class FrameEncoder(nn.Module):
    def __init__(self, dim):
        super().__init__()
        net = resnet18(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-1])
        self.fc = nn.Linear(512, dim)

    def forward(self, frames):
        return self.fc(self.features(frames).flatten(1))


class ActionNet(nn.Module):
    def __init__(self, num_classes=51, dim=128, hidden=128):
        super().__init__()
        self.encoder = FrameEncoder(dim)
        self.lstm = nn.LSTM(dim, hidden)
        self.classifier = nn.Linear(hidden, num_classes)

    def to_sequence(self, feats, b, t):
        return feats.view(t, b, -1)  # FAULT

    def forward(self, video):
        b, t, c, h, w = video.size()
        feats = self.encoder(video.view(b * t, c, h, w))
        out, _ = self.lstm(self.to_sequence(feats, b, t))
        return self.classifier(out[-1])


def build():
    return ActionNet()


class Mended(ActionNet):
    def to_sequence(self, feats, b, t):
        return feats.view(b, t, -1).transpose(0, 1)


def mended():
    return Mended()
