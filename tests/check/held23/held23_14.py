"""Captions, decoded greedily: at each step an LSTM cell sees the last word and what attention looks at.

The questions what goes into that cell: https://github.com/sgrvinod/a-PyTorch-Tutorial-to-Image-Captioning/issues/136
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class Attention(nn.Module):
    def __init__(self, feat_dim, hidden, dim=64):
        super().__init__()
        self.feat = nn.Linear(feat_dim, dim)
        self.hidden = nn.Linear(hidden, dim, bias=False)
        self.energy = nn.Linear(dim, 1, bias=False)

    def forward(self, feats, h):
        energy = self.energy(torch.tanh(self.feat(feats) + self.hidden(h).unsqueeze(1)))
        return (feats * energy.softmax(dim=1)).sum(dim=1)


class Captioner(nn.Module):
    start = 1

    def __init__(self, vocab=200, embed_dim=96, hidden=128, feat_dim=512, steps=5):
        super().__init__()
        self.encoder = nn.Sequential(*list(resnet18(weights=None).children())[:-2])
        self.attention = Attention(feat_dim, hidden)
        self.embedding = nn.Embedding(vocab, embed_dim)
        self.cell = nn.LSTMCell(embed_dim, hidden)  # FAULT
        self.init_h = nn.Linear(feat_dim, hidden)
        self.init_c = nn.Linear(feat_dim, hidden)
        self.out = nn.Linear(hidden, vocab)
        self.steps = steps

    def forward(self, images):
        feats = self.encoder(images).flatten(2).transpose(1, 2)
        mean = feats.mean(dim=1)
        h, c = self.init_h(mean), self.init_c(mean)
        word = torch.full((images.size(0),), self.start, dtype=torch.long, device=images.device)
        logits = []
        for _ in range(self.steps):
            seen = torch.cat([self.embedding(word), self.attention(feats, h)], dim=1)
            h, c = self.cell(seen, (h, c))  # SHOWS
            step = self.out(h)
            word = step.argmax(dim=1)
            logits.append(step)
        return torch.stack(logits, dim=1)


def build():
    return Captioner()


def mended():
    net = Captioner()
    net.cell = nn.LSTMCell(96 + 512, 128)
    return net
