"""Action recognition: a CNN on each frame, an LSTM over the frames. Clips are (N, T, 3, H, W).

Readers of a book had it with its program: https://github.com/miyamotok0105/pytorch_handbook/issues/11
"""

import torch
import torch.nn as nn
from torchvision import models


class ClipNet(nn.Module):
    def __init__(self, hidden_size=128, batch_size=8, num_classes=12):
        super(ClipNet, self).__init__()
        cnn = models.resnet18(weights=None)
        cnn.fc = nn.Identity()
        self.cnn = cnn
        self.hidden_size = hidden_size
        self.batch_size = batch_size
        self.lstm = nn.LSTM(512, hidden_size, num_layers=2, batch_first=True)
        self.fc = nn.Linear(hidden_size, num_classes)

    def init_hidden(self, x):
        shape = (2, self.batch_size, self.hidden_size)  # FAULT
        return torch.zeros(shape, device=x.device), torch.zeros(shape, device=x.device)

    def forward(self, clips):
        n, t = clips.shape[:2]
        feats = self.cnn(clips.flatten(0, 1)).view(n, t, -1)
        out, _ = self.lstm(feats, self.init_hidden(feats))  # SHOWS
        return self.fc(out[:, -1])


def build():
    return ClipNet()


class Mended(ClipNet):
    def init_hidden(self, x):
        zeros = x.new_zeros(2, x.size(0), self.hidden_size)
        return zeros, zeros


def mended():
    return Mended()
