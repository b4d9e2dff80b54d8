"""Video transformer on CNN features: all places of all frames of a clip are the tokens."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class SpaceTimeNet(nn.Module):
    def __init__(self, dim=64, depth=2, num_classes=10):
        super().__init__()
        self.cnn = nn.Sequential(*list(resnet18(weights=None).children())[:-2])
        self.project = nn.Linear(512, dim)
        self.cls = nn.Parameter(torch.zeros(1, 1, dim))
        layer = nn.TransformerEncoderLayer(dim, 4, dim * 2, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, depth, enable_nested_tensor=False)
        self.fc = nn.Linear(dim, num_classes)

    def tokens(self, clip):
        b, t = clip.shape[:2]
        fmap = self.cnn(clip.flatten(0, 1))
        places = fmap.flatten(2).transpose(1, 2)  # (b * t, places, 512)
        return places.view(b, t * places.size(1), 512)  # FAULT

    def forward(self, clip):
        x = self.project(self.tokens(clip))
        x = torch.cat([self.cls.expand(x.size(0), -1, -1), x], dim=1)
        return self.fc(self.encoder(x)[:, 0])


def build():
    return SpaceTimeNet()


class Mended(SpaceTimeNet):
    def tokens(self, clip):
        b, t = clip.shape[:2]
        places = self.cnn(clip.flatten(0, 1)).flatten(2).transpose(1, 2)
        return places.reshape(b, t * places.size(1), 512)


def mended():
    return Mended()
