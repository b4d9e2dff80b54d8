"""Lines of handwriting, grey, of any length: a ResNet that shrinks the height faster than the width, two
recurrent layers, and log probabilities for nn.CTCLoss(), which wants time first: (T, N, C).
"""

from functools import partial

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models.resnet import BasicBlock, conv1x1

GroupNorm = partial(nn.GroupNorm, 8)  # long lines: few of them fit into a batch


def stage(inside, out, stride):
    shortcut = nn.Sequential(conv1x1(inside, out, stride), GroupNorm(out))
    return nn.Sequential(
        BasicBlock(inside, out, stride, shortcut, norm_layer=GroupNorm),
        BasicBlock(out, out, norm_layer=GroupNorm),
    )


class HandwritingCRNN(nn.Module):
    def __init__(self, n_signs=80, hidden=96):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1, bias=False),
            GroupNorm(32),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2, 2),
            stage(32, 64, (2, 2)),
            stage(64, 128, (2, 1)),
            stage(128, 192, (2, 1)),
        )
        self.collapse = nn.AdaptiveAvgPool2d((1, None))
        self.rnn = nn.GRU(192, hidden, num_layers=2, bidirectional=True)
        self.signs = nn.Linear(2 * hidden, n_signs + 1)

    def forward(self, line):
        columns = self.collapse(self.cnn(line)).squeeze(2)  # N, C, T
        seen, _ = self.rnn(columns.permute(2, 0, 1))
        return F.log_softmax(self.signs(seen), dim=-1)


def build() -> torch.nn.Module:
    return HandwritingCRNN()
