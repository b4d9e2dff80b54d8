"""Captchas of four signs, each of 36. criterion = nn.CrossEntropyLoss(), labels of shape (N, 4)."""

import torch.nn as nn
from torchvision.models import resnet18

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
LENGTH = 4


class CaptchaSolver(nn.Module):
    def __init__(self):
        super().__init__()
        self.resnet = resnet18(weights=None)
        self.resnet.conv1 = nn.Conv2d(1, 64, kernel_size=5, stride=1, padding=2, bias=False)
        self.resnet.fc = nn.Sequential(
            nn.Dropout(0.2),
            nn.Linear(512, LENGTH * len(ALPHABET)),
        )

    def forward(self, x):
        out = self.resnet(x)
        return out.view(-1, LENGTH, len(ALPHABET))  # FAULT


def build():
    return CaptchaSolver()


class Mended(CaptchaSolver):
    def forward(self, x):
        return super().forward(x).transpose(1, 2)


def mended():
    return Mended()
