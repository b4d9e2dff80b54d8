"""Number plates: a ResNet's columns through a GRU, trained with nn.CTCLoss.

That loss takes log-probabilities with time first, (W', N, classes), so this is what is returned.
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models.resnet import BasicBlock


def stage(n_in, n_out, stride):
    downsample = None
    if stride != 1 or n_in != n_out:
        downsample = nn.Sequential(
            nn.Conv2d(n_in, n_out, 1, stride=stride, bias=False), nn.BatchNorm2d(n_out)
        )
    return BasicBlock(n_in, n_out, stride, downsample)


class PlateReader(nn.Module):
    def __init__(self, n_chars=36, hidden=64):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1, bias=False),
            nn.BatchNorm2d(32),
            nn.ReLU(inplace=True),
            stage(32, 64, 2),
            stage(64, 128, (2, 1)),
            stage(128, 128, (2, 1)),
        )
        self.rnn = nn.GRU(128, hidden, bidirectional=True)
        self.fc = nn.Linear(2 * hidden, n_chars + 1)

    def forward(self, x):
        feats = self.cnn(x).mean(dim=2)
        out, _ = self.rnn(feats.permute(2, 0, 1))
        return F.log_softmax(self.fc(out), dim=-1)


def build():
    return PlateReader()
