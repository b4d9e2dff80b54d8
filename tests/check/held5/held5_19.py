"""Rain in the next hour from three radar pictures: maps of a ResNet go through a ConvLSTM in order."""

import torch
from torch import nn
from torchvision.models import resnet18


class ConvLSTMCell(nn.Module):
    def __init__(self, inputs, hidden):
        super().__init__()
        self.hidden = hidden
        self.gates = nn.Conv2d(inputs + hidden, 4 * hidden, 3, padding=1)

    def forward(self, x, state):
        if state is None:
            h = c = x.new_zeros(len(x), self.hidden, *x.shape[2:])
        else:
            h, c = state
        i, f, o, g = self.gates(torch.cat((x, h), dim=1)).chunk(4, dim=1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c


class Nowcast(nn.Module):
    def __init__(self, hidden=48):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
        self.encoder = nn.Sequential(*list(net.children())[:6])
        self.cell = ConvLSTMCell(128, hidden)
        self.state = None
        self.amount = nn.Linear(hidden, 1)

    def forward(self, pictures):
        maps = self.encoder(pictures.flatten(0, 1)).unflatten(0, pictures.shape[:2])
        for x in maps.unbind(dim=1):
            self.state = self.cell(x, self.state)  # FAULT
        return self.amount(self.state[0].mean(dim=(2, 3))).squeeze(1)


def build():
    return Nowcast()


class Mended(Nowcast):
    def forward(self, pictures):
        self.state = None
        return super().forward(pictures)


def mended():
    return Mended()
