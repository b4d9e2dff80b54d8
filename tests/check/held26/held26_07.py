"""Clips of (N, T, 3, H, W): frames are folded into the batch, and unfolded before a GRU.

Reshaping where one has to transpose: https://github.com/dmenig/Pytorch-StNet/issues/2
"""

import torch.nn as nn
from torchvision.models import resnet18


def fold_time(clips):
    n, t = clips.shape[:2]
    return clips.flatten(0, 1), n, t


def unfold_time(x, n, t):
    return x.view(t, n, -1).transpose(0, 1)  # FAULT


class TimeDistributed(nn.Module):
    """Applies ``module`` to every frame."""

    unfold = staticmethod(unfold_time)

    def __init__(self, module):
        super().__init__()
        self.module = module

    def forward(self, clips):
        frames, n, t = fold_time(clips)
        return self.unfold(self.module(frames), n, t)


class TemporalHead(nn.Module):
    def __init__(self, dim, hidden, num_classes):
        super().__init__()
        self.gru = nn.GRU(dim, hidden, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(2 * hidden, num_classes)

    def forward(self, x):
        out, _ = self.gru(x)
        return self.fc(out.mean(dim=1))


class ActionNet(nn.Module):
    wrapper = TimeDistributed

    def __init__(self, hidden=64, num_classes=11):
        super().__init__()
        cnn = resnet18(weights=None)
        dim = cnn.fc.in_features
        cnn.fc = nn.Identity()
        self.encoder = self.wrapper(cnn)
        self.head = TemporalHead(dim, hidden, num_classes)

    def forward(self, clips):
        return self.head(self.encoder(clips))


def build():
    return ActionNet()


class MendedWrapper(TimeDistributed):
    unfold = staticmethod(lambda x, n, t: x.view(n, t, -1))


class Mended(ActionNet):
    wrapper = MendedWrapper


def mended():
    return Mended()
