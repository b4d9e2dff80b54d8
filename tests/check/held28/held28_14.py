"""Sign language: clips (N, T, 3, H, W), all frames in one pass of the CNN, a GRU over the features."""

import torch.nn as nn
from torchvision.models import resnet18


class SignNet(nn.Module):
    def __init__(self, num_signs=20, hidden=64):
        super().__init__()
        self.cnn = resnet18(weights=None)
        self.cnn.fc = nn.Identity()
        self.gru = nn.GRU(512, hidden, batch_first=True, bidirectional=True)
        self.classifier = nn.Linear(hidden * 2, num_signs)

    def frame_features(self, clips):
        n, t, c, h, w = clips.shape
        frames = clips.transpose(0, 1).reshape(t * n, c, h, w)  # FAULT
        return self.cnn(frames).view(n, t, -1)  # FAULT

    def forward(self, clips):
        out, _ = self.gru(self.frame_features(clips))
        return self.classifier(out.mean(dim=1))


def build():
    return SignNet()


class Mended(SignNet):
    def frame_features(self, clips):
        n, t = clips.shape[:2]
        return self.cnn(clips.flatten(0, 1)).view(n, t, -1)


def mended():
    return Mended()
