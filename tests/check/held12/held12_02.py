"""Fine-tuning of a backbone with an auxiliary head, which it has in training only."""

import torch.nn as nn


class Backbone(nn.Module):
    """Like GoogLeNet: two outputs in training, one in eval."""

    def __init__(self, classes=1000):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU()
        )
        self.aux = nn.Linear(32, classes)
        self.deep = nn.Sequential(nn.Conv2d(32, 48, 3, 2, 1), nn.ReLU())
        self.fc = nn.Linear(48, classes)

    def forward(self, x):
        x = self.stem(x)
        aux = self.aux(x.mean((2, 3)))
        out = self.fc(self.deep(x).mean((2, 3)))
        return (out, aux) if self.training else out


class AgeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = Backbone(64)
        self.act = nn.ReLU()
        self.age = nn.Linear(64, 1)

    def features(self, x):
        return self.backbone(x)

    def forward(self, x):
        x = self.features(x)
        return self.age(self.act(x)).squeeze(1)  # FAULT


def build():
    return AgeNet()


class Mended(AgeNet):
    def features(self, x):
        out = self.backbone(x)
        return out[0] + 0.3 * out[1] if self.training else out


def mended():
    return Mended()
