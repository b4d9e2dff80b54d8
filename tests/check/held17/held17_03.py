"""Gestures in short clips: a frozen ResNet looks at the frames, only the LSTM is trained."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class GestureNet(nn.Module):
    def __init__(self, num_classes=12, hidden=128):
        super().__init__()
        self.encoder = resnet18(weights=None)
        self.encoder.fc = nn.Identity()
        for p in self.encoder.parameters():
            p.requires_grad_(False)
        self.encoder.eval()
        self.lstm = nn.LSTM(512, hidden, num_layers=2, batch_first=True, dropout=0.1)
        self.classifier = nn.Linear(hidden, num_classes)

    def train(self, mode=True):
        super().train(mode)
        self.encoder.eval()  # its statistics are those of ImageNet, and stay so
        return self

    def forward(self, clips):
        n, t = clips.shape[:2]
        with torch.no_grad():
            feats = self.encoder(clips.flatten(0, 1))
        _, (hidden, _) = self.lstm(feats.unflatten(0, (n, t)))
        return F.log_softmax(self.classifier(hidden[-1]), dim=1)

    def loss(self, log_probs, labels):
        return F.nll_loss(log_probs, labels)


def build():
    return GestureNet()
