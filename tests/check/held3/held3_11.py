"""Captions for photographs: features of a ResNet-18 start a GRU, which says one word after the other.

Words have the numbers 0 to vocab_size - 1; the start token comes after them.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class EncoderCNN(nn.Module):
    def __init__(self, hidden_size):
        super().__init__()
        net = resnet18(weights=None)
        self.net = nn.Sequential(*list(net.children())[:-1])
        self.linear = nn.Linear(512, hidden_size)

    def forward(self, images):
        return torch.tanh(self.linear(self.net(images).flatten(1)))


class DecoderRNN(nn.Module):
    def __init__(self, vocab_size, embed_size, hidden_size, max_length):
        super().__init__()
        self.max_length = max_length
        self.start = vocab_size
        self.embed = nn.Embedding(vocab_size, embed_size)  # FAULT
        self.cell = nn.GRUCell(embed_size, hidden_size)
        self.linear = nn.Linear(hidden_size, vocab_size)

    def forward(self, state):
        word = torch.full((state.size(0),), self.start, dtype=torch.long, device=state.device)
        outputs = []
        for _ in range(self.max_length):
            state = self.cell(self.embed(word), state)  # SHOWS
            logits = self.linear(state)
            outputs.append(logits)
            word = logits.argmax(dim=1)
        return torch.stack(outputs, dim=1)


class CaptionNet(nn.Module):
    def __init__(self, vocab_size=500, embed_size=64, hidden_size=128, max_length=12):
        super().__init__()
        self.encoder = EncoderCNN(hidden_size)
        self.decoder = DecoderRNN(vocab_size, embed_size, hidden_size, max_length)

    def forward(self, images):
        return self.decoder(self.encoder(images))


def build():
    return CaptionNet()


def mended():
    net = CaptionNet()
    net.decoder.embed = nn.Embedding(501, 64)
    return net
