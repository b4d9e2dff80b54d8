"""Driver drowsiness from clips (N, T, 3, H, W): ResNet-18 on each frame, an LSTM both ways over them.

After https://github.com/clovaai/deep-text-recognition-benchmark/issues/104, where a reader takes the
width of a bidirectional LSTM for its hidden size.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class FrameEncoder(nn.Module):
    def __init__(self, dim=256):
        super().__init__()
        net = resnet18(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-1])
        self.project = nn.Linear(512, dim)

    def forward(self, x):
        return self.project(self.features(x).flatten(1))


class DrowsinessNet(nn.Module):
    def __init__(self, dim=256, hidden=64, num_classes=3):
        super().__init__()
        self.encoder = FrameEncoder(dim)
        self.lstm = nn.LSTM(dim, hidden, num_layers=2, batch_first=True, bidirectional=True, dropout=0.2)
        self.norm = nn.LayerNorm(2 * hidden)
        self.fc = self.make_fc(hidden, num_classes)

    def make_fc(self, hidden, num_classes):
        return nn.Linear(hidden, num_classes)  # FAULT

    def forward(self, clips):
        n, t = clips.shape[:2]
        x = self.encoder(clips.flatten(0, 1)).view(n, t, -1)
        out, _ = self.lstm(x)
        out = torch.mean(self.norm(out), dim=1)
        return self.fc(out)  # SHOWS


def build():
    return DrowsinessNet()


class Mended(DrowsinessNet):
    def make_fc(self, hidden, num_classes):
        return nn.Linear(2 * hidden, num_classes)


def mended():
    return Mended()
