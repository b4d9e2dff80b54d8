"""Sign language clips: ResNet-18 per frame, then an LSTM over the frames. Input (B, T, 3, H, W)."""

import torch.nn as nn
from torchvision.models import resnet18


class CNNLSTM(nn.Module):
    def __init__(self, hidden=128, num_classes=26, layers=2):
        super().__init__()
        cnn = resnet18(weights=None)
        cnn.fc = nn.Linear(cnn.fc.in_features, 256)
        self.cnn = cnn
        self.lstm = nn.LSTM(256, hidden, num_layers=layers, dropout=0.3, batch_first=True)
        self.classifier = nn.Linear(hidden, num_classes)

    def forward(self, clip):
        b, t = clip.shape[:2]
        feats = self.cnn(clip.flatten(0, 1))
        feats = feats.view(b, t, -1)
        out = self.lstm(feats)  # FAULT
        last = out[:, -1]  # FAULT
        return self.classifier(last)


def build():
    return CNNLSTM()


class MendedCNNLSTM(CNNLSTM):
    def forward(self, clip):
        b, t = clip.shape[:2]
        feats = self.cnn(clip.flatten(0, 1)).view(b, t, -1)
        out, _ = self.lstm(feats)
        return self.classifier(out[:, -1])


def mended():
    return MendedCNNLSTM()
