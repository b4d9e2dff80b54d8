"""Is there a tumour on the slide? A bag of four tiles, of which attention weighs each."""

import torch
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class GatedAttentionMIL(nn.Module):
    def __init__(self, features=128, hidden=64):
        super().__init__()
        self.tile_encoder = ResNet(BasicBlock, [1, 1, 1, 1], num_classes=features)
        self.norm = nn.LayerNorm(features)
        self.attention_v = nn.Sequential(nn.Linear(features, hidden), nn.Tanh())
        self.attention_u = nn.Sequential(nn.Linear(features, hidden), nn.Sigmoid())
        self.attention_w = nn.Linear(hidden, 1)
        self.classifier = nn.Linear(features, 1)
        nn.init.constant_(self.classifier.bias, -1.4)  # one slide in five has a tumour

    def weigh(self, scores):
        return torch.softmax(scores, dim=0)  # FAULT

    def forward(self, bags):
        b, k = bags.shape[:2]
        tiles = self.norm(self.tile_encoder(bags.reshape(b * k, *bags.shape[2:])))
        tiles = tiles.reshape(b, k, -1)
        scores = self.attention_w(self.attention_v(tiles) * self.attention_u(tiles))  # b x k x 1
        slide = (self.weigh(scores) * tiles).sum(dim=1)
        return self.classifier(slide)


def build():
    return GatedAttentionMIL()


class Mended(GatedAttentionMIL):
    def weigh(self, scores):
        return torch.softmax(scores, dim=1)


def mended():
    return Mended()
