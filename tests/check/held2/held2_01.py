"""Which of 35 words is said: a ResNet of one dimension on the samples of a second of sound."""

import torch.nn as nn
import torch.nn.functional as F


class Block(nn.Module):
    def __init__(self, in_ch, out_ch, stride):
        super().__init__()
        self.conv1 = nn.Conv1d(in_ch, out_ch, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm1d(out_ch)
        self.conv2 = nn.Conv1d(out_ch, out_ch, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm1d(out_ch)
        self.down = nn.Sequential(nn.Conv1d(in_ch, out_ch, 1, stride), nn.BatchNorm1d(out_ch))

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(y)) + self.down(x))


class SoundNet(nn.Module):
    def __init__(self, n_words=35):
        super().__init__()
        self.stem = nn.Conv1d(1, 16, kernel_size=80, stride=4)
        self.blocks = nn.Sequential(Block(16, 16, 4), Block(16, 32, 4), Block(32, 32, 1))
        self.fc = nn.Linear(32, n_words)

    def forward(self, wave):
        x = self.blocks(self.stem(wave))
        return F.log_softmax(self.fc(x.mean(-1)), dim=-1)


def build():
    return SoundNet()
