"""Sounds of a city, as log-mel spectrograms of one channel, (N, 1, mels, frames). Several at once.

criterion = nn.BCEWithLogitsLoss()
"""

import torch.nn as nn
from torchvision.models import resnet18

TAGS = ["horn", "children", "dog", "drill", "engine", "gun", "hammer", "siren", "music", "voices"]


def init_layer(layer):
    nn.init.xavier_uniform_(layer.weight)
    if layer.bias is not None:
        layer.bias.data.fill_(0.0)


class AudioTagger(nn.Module):
    def __init__(self, classes_num):
        super().__init__()
        self.bn0 = nn.BatchNorm2d(1)  # instead of a normalisation by the statistics of a data set
        self.resnet = resnet18(weights=None)  # FAULT
        self.resnet.fc = nn.Sequential(
            nn.Dropout(0.4),
            nn.Linear(512, 128),
            nn.ReLU(),
            nn.Linear(128, classes_num),
        )
        init_layer(self.resnet.fc[1])
        init_layer(self.resnet.fc[3])

    def forward(self, spectrogram):
        x = self.bn0(spectrogram)
        return self.resnet(x)  # FAULT


def build():
    return AudioTagger(len(TAGS))


def mended():
    net = build()
    net.resnet.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
    return net
