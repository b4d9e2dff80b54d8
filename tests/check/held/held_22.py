"""CNN + LSTM on clips (N, T, 3, H, W). Both are trained together, from scratch.

After a question about a public one: https://github.com/pranoyr/cnn-lstm/issues/6
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class CNNLSTM(nn.Module):
    def __init__(self, num_classes=6):
        super(CNNLSTM, self).__init__()
        self.resnet = resnet18(weights=None)
        self.resnet.fc = nn.Sequential(nn.Linear(self.resnet.fc.in_features, 128))
        self.lstm = nn.LSTM(input_size=128, hidden_size=64, num_layers=1)
        self.fc1 = nn.Linear(64, 32)
        self.fc2 = nn.Linear(32, num_classes)

    def encode(self, frame):
        with torch.no_grad():  # FAULT
            return self.resnet(frame)

    def forward(self, x_3d):
        hidden = None
        for t in range(x_3d.size(1)):
            x = self.encode(x_3d[:, t])
            out, hidden = self.lstm(x.unsqueeze(0), hidden)
        x = torch.relu(self.fc1(out[-1]))
        return self.fc2(x)


def build():
    return CNNLSTM()


class Mended(CNNLSTM):
    def encode(self, frame):
        return self.resnet(frame)


def mended():
    return Mended()
