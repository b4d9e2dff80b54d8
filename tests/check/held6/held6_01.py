"""Scratches on steel: told from pictures with pieces cut out and pasted. nn.CrossEntropyLoss().

The encoder was a ResNet-18 once, and was changed for one with bottlenecks.
"""

from itertools import pairwise

from torch import nn
from torchvision.models.resnet import Bottleneck, ResNet

HIDDEN = [512, 256, 128]


def encoder():
    net = ResNet(Bottleneck, [1, 1, 1, 1])
    net.fc = nn.Identity()
    return net


def projection(widths):
    layers = []
    for before, after in pairwise(widths):
        layers += [nn.Linear(before, after, bias=False), nn.BatchNorm1d(after), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)


class CutPaste(nn.Module):
    def __init__(self, widths=HIDDEN, classes=3):
        super().__init__()
        self.encoder = encoder()
        self.projector = projection(widths)  # FAULT
        self.out = nn.Linear(widths[-1], classes)

    def forward(self, x):
        features = self.encoder(x)
        embeds = self.projector(features)  # SHOWS
        return self.out(embeds)


def build():
    return CutPaste()


def mended():
    return CutPaste(widths=[2048, *HIDDEN[1:]])
