"""Sign language: five frames of a word, seen by a ResNet and put together by an LSTM."""

import torch
import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet

BATCH_SIZE = 8


class SignNet(nn.Module):
    def __init__(self, n_words=30, hidden_dim=96, batch_size=BATCH_SIZE):
        super().__init__()
        self.hidden_dim = hidden_dim
        self.batch_size = batch_size
        self.cnn = ResNet(BasicBlock, [1, 1, 1, 1])
        self.cnn.fc = nn.Identity()
        self.lstm = nn.LSTM(512, hidden_dim, batch_first=True)
        self.out = nn.Linear(hidden_dim, n_words)

    def init_hidden(self, frames):
        h0 = torch.zeros(1, self.batch_size, self.hidden_dim, device=frames.device)  # FAULT
        return h0, torch.zeros_like(h0)

    def forward(self, frames):
        n, t = frames.shape[:2]
        seen = self.cnn(frames.flatten(0, 1)).view(n, t, -1)
        hidden = self.init_hidden(frames)
        states, _ = self.lstm(seen, hidden)  # SHOWS
        return self.out(states[:, -1])


def build():
    return SignNet()


class Mended(SignNet):
    def init_hidden(self, frames):
        h0 = torch.zeros(1, len(frames), self.hidden_dim, device=frames.device)
        return h0, torch.zeros_like(h0)


def mended():
    return Mended()
