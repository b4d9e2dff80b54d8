"""Rows of patches through a transformer; the positions are those of the tutorial."""

import math

import torch
from torch import nn


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, dropout=0.1, max_len=1024):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        position = torch.arange(max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe = torch.zeros(max_len, 1, d_model)
        pe[:, 0, 0::2] = torch.sin(position * div_term)
        pe[:, 0, 1::2] = torch.cos(position * div_term)
        self.register_buffer("pe", pe)

    def forward(self, x):
        x = x + self.pe[: x.size(0)]  # FAULT
        return self.dropout(x)


class RowFormer(nn.Module):
    def __init__(self, dim=48, classes=10, positions=PositionalEncoding):
        super().__init__()
        self.patches = nn.Conv2d(3, dim, 8, 8, padding=4)
        self.positions = positions(dim)
        layer = nn.TransformerEncoderLayer(dim, 4, 2 * dim, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2)
        self.fc = nn.Linear(dim, classes)

    def forward(self, x):
        tokens = self.patches(x).flatten(2).transpose(1, 2)
        return self.fc(self.encoder(self.positions(tokens)).mean(dim=1))


def build():
    return RowFormer()


class Mended(PositionalEncoding):
    def forward(self, x):
        return self.dropout(x + self.pe[: x.size(1), 0])


def mended():
    return RowFormer(positions=Mended)
