"""Actions in short clips: ResNet-18 on each frame, an LSTM over them.

After https://discuss.pytorch.org/t/cnn-lstm-for-video-classification/185303
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class CNNLSTM(nn.Module):
    def __init__(self, num_classes=5, embed=128, hidden=96):
        super().__init__()
        self.resnet = resnet18(weights=None)
        self.resnet.fc = nn.Linear(self.resnet.fc.in_features, embed)
        self.lstm = nn.LSTM(embed, hidden, num_layers=2, batch_first=True, dropout=0.2)
        self.fc1 = nn.Linear(hidden, 64)
        self.fc2 = nn.Linear(64, num_classes)

    def encode(self, clip):
        n, t = clip.shape[:2]
        return self.resnet(clip.flatten(0, 1)).view(n, t, -1)

    def forward(self, clip):
        seq = self.encode(clip)
        out = self.lstm(seq)  # FAULT
        out = out[:, -1, :]  # SHOWS
        return self.fc2(F.relu(self.fc1(out)))


def build():
    return CNNLSTM()


class Mended(CNNLSTM):
    def forward(self, clip):
        out, _ = self.lstm(self.encode(clip))
        return self.fc2(F.relu(self.fc1(out[:, -1, :])))


def mended():
    return Mended()
