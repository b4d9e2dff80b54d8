"""CRNN for lines of text: the height is averaged away, the width is the time of two recurrent layers.

The logits are (N, T, classes); the trainer turns them for CTC.
"""

import torch.nn as nn
from torchvision.models import resnet18


class BidirectionalGRU(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.rnn = nn.GRU(n_in, n_hidden, bidirectional=True, batch_first=True)
        self.embedding = nn.Linear(n_hidden, n_out)  # FAULT

    def forward(self, x):
        recurrent, _ = self.rnn(x)
        return self.embedding(recurrent)  # SHOWS


class CRNN(nn.Module):
    def __init__(self, n_classes=37, n_hidden=96):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
        for layer in (net.layer3, net.layer4):  # keep the width
            layer[0].conv1.stride = (2, 1)
            layer[0].downsample[0].stride = (2, 1)
        self.cnn = nn.Sequential(*list(net.children())[:-2])
        self.rnn = nn.Sequential(
            BidirectionalGRU(512, n_hidden, n_hidden),
            BidirectionalGRU(n_hidden, n_hidden, n_classes),
        )

    def forward(self, x):
        conv = self.cnn(x)
        sequence = conv.mean(dim=2).permute(0, 2, 1)  # (N, W, C)
        return self.rnn(sequence)


def build():
    return CRNN()


def mended():
    net = CRNN()
    for block in net.rnn:
        block.embedding = nn.Linear(2 * block.rnn.hidden_size, block.embedding.out_features)
    return net
