"""Actions in videos: frames go through the ResNet folded into the batch, a GRU reads them in order."""

import torch.nn as nn
from torchvision import models


class VideoGRU(nn.Module):
    def __init__(self, n_actions=6, hidden_size=128):
        super(VideoGRU, self).__init__()
        self.cnn = models.resnet18(weights=None)
        self.cnn.fc = nn.Linear(self.cnn.fc.in_features, 128)
        self.gru = nn.GRU(128, hidden_size)
        self.fc = nn.Linear(hidden_size, n_actions)

    def encode(self, video):
        batch_size, timesteps, c, h, w = video.size()
        frames = video.view(batch_size * timesteps, c, h, w)
        feats = self.cnn(frames)
        return feats.view(timesteps, batch_size, -1)  # FAULT

    def forward(self, video):
        seq = self.encode(video)
        out, _ = self.gru(seq)
        return self.fc(out[-1])


class OrderedVideoGRU(VideoGRU):
    def encode(self, video):
        feats = self.cnn(video.flatten(0, 1))
        return feats.view(video.size(0), video.size(1), -1).transpose(0, 1)


def build():
    return VideoGRU()


def mended():
    return OrderedVideoGRU()
