"""Embeddings for a triplet loss, of length one."""

import torch.nn as nn
import torch.nn.functional as F


class EmbeddingNet(nn.Module):
    def __init__(self, dim=32):
        super(EmbeddingNet, self).__init__()
        self.convnet = nn.Sequential(
            nn.Conv2d(1, 16, 5, padding=2),
            nn.PReLU(),
            nn.MaxPool2d(2, stride=2),
            nn.Conv2d(16, 32, 5, padding=2),
            nn.PReLU(),
            nn.AdaptiveAvgPool2d(2),
        )
        self.fc = nn.Sequential(nn.Linear(32 * 4, 64), nn.PReLU(), nn.Linear(64, dim))

    def embed(self, x):
        output = self.convnet(x)
        output = self.fc(output.view(output.size(0), -1))
        F.normalize(output, p=2, dim=1)  # FAULT
        return output

    def forward(self, x):
        return self.embed(x)


def build():
    return EmbeddingNet()


class Mended(EmbeddingNet):
    def embed(self, x):
        output = self.convnet(x)
        output = self.fc(output.view(output.size(0), -1))
        return F.normalize(output, p=2, dim=1)


def mended():
    return Mended()
