"""Image captioning's encoder with attention: each place of the feature map is a "word" to look at.

Compare https://github.com/fawazsammani/knowing-when-to-look-adaptive-attention/issues/6
"""

import torch
import torch.nn as nn
from torchvision import models


class Encoder(nn.Module):
    def __init__(self, embed_size=128):
        super().__init__()
        resnet = models.resnet18(weights=None)
        self.resnet = nn.Sequential(*list(resnet.children())[:-2])
        self.project = nn.Linear(512, embed_size)

    def to_sequence(self, encoded):
        batch_size, features, height, width = encoded.shape
        return encoded.view(batch_size, height * width, features)  # FAULT

    def forward(self, images):
        return self.project(self.to_sequence(self.resnet(images)))


class TopicModel(nn.Module):
    """Says what a picture is about: one query that attends to all places."""

    def __init__(self, encoder, embed_size=128, num_topics=20):
        super().__init__()
        self.encoder = encoder
        self.query = nn.Parameter(torch.randn(1, 1, embed_size) * 0.02)
        self.attention = nn.MultiheadAttention(embed_size, num_heads=4, batch_first=True)
        self.norm = nn.LayerNorm(embed_size)
        self.out = nn.Linear(embed_size, num_topics)

    def forward(self, images):
        places = self.encoder(images)
        query = self.query.expand(images.size(0), -1, -1)
        found, _ = self.attention(query, places, places)
        return self.out(self.norm(found.squeeze(1)))


def build():
    return TopicModel(Encoder())


class Mended(Encoder):
    def to_sequence(self, encoded):
        return encoded.flatten(2).permute(0, 2, 1)


def mended():
    return TopicModel(Mended())
