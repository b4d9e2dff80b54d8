"""Image captions in the way of Show, Attend and Tell, with a fixed number of words.

The mistake is met at
https://github.com/fawazsammani/knowing-when-to-look-adaptive-attention/issues/6
"""

import torch
from torch import nn
from torchvision.models import resnet18


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.resnet = nn.Sequential(*list(net.children())[:-2])
        self.pool = nn.AdaptiveAvgPool2d((4, 4))

    def forward(self, images):
        maps = self.pool(self.resnet(images))  # (N, 512, 4, 4)
        batch, channels = maps.shape[:2]
        return maps.view(batch, -1, channels)  # FAULT


class Captioner(nn.Module):
    def __init__(self, words=200, dim=128, length=6):
        super().__init__()
        self.length = length
        self.encoder = self.make_encoder()
        self.begin = nn.Linear(512, dim)
        self.score = nn.Linear(512 + dim, 1)
        self.cell = nn.LSTMCell(512, dim)
        self.word = nn.Linear(dim, words)

    def make_encoder(self):
        return Encoder()

    def attend(self, regions, h):
        asked = h.unsqueeze(1).expand(-1, regions.size(1), -1)
        weight = self.score(torch.cat([regions, asked], dim=2)).softmax(dim=1)
        return (weight * regions).sum(dim=1)

    def forward(self, images):
        regions = self.encoder(images)  # (N, 16, 512)
        h = torch.tanh(self.begin(regions.mean(dim=1)))
        c = torch.zeros_like(h)
        said = []
        for _ in range(self.length):
            h, c = self.cell(self.attend(regions, h), (h, c))
            said.append(self.word(h))
        return torch.stack(said, dim=1)


def build():
    return Captioner()


class MendedEncoder(Encoder):
    def forward(self, images):
        return self.pool(self.resnet(images)).flatten(2).transpose(1, 2)


class Mended(Captioner):
    def make_encoder(self):
        return MendedEncoder()


def mended():
    return Mended()
