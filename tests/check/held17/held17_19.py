"""Sign language: features of the frames, a recurrent layer, a norm, and the mean of all times."""

import torch.nn as nn
from torchvision.models import resnet18


class TemporalEncoder(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.rnn = nn.GRU(dim, hidden, batch_first=True, bidirectional=True)
        self.norm = nn.BatchNorm1d(2 * hidden)  # FAULT
        self.act = nn.ReLU()

    def normalise(self, out):
        return self.norm(out)  # FAULT

    def forward(self, seq):
        out, _ = self.rnn(seq)  # (N, T, 2 * hidden)
        return self.act(self.normalise(out))


class TurningEncoder(TemporalEncoder):
    def normalise(self, out):
        return self.norm(out.transpose(1, 2)).transpose(1, 2)


class SignNet(nn.Module):
    def __init__(self, glosses=30, encoder=TemporalEncoder):
        super().__init__()
        self.frame_net = resnet18(weights=None)
        self.frame_net.fc = nn.Linear(512, 160)
        self.encoder = encoder(160, 64)
        self.classifier = nn.Linear(128, glosses)

    def forward(self, video):
        n, t, c, h, w = video.shape
        seq = self.frame_net(video.reshape(n * t, c, h, w)).reshape(n, t, -1)
        return self.classifier(self.encoder(seq).mean(dim=1))


def build():
    return SignNet()


def mended():
    return SignNet(encoder=TurningEncoder)
