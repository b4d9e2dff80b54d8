"""Tiny net for RGB and near infrared, 32 x 32, ready to be quantised: stubs at both ends."""

import torch.nn as nn
from torch.ao.nn.quantized import FloatFunctional
from torch.ao.quantization import DeQuantStub, QuantStub


class Lambda(nn.Module):
    def __init__(self, fn):
        super().__init__()
        self.fn = fn

    def forward(self, x):
        return self.fn(x)


class Residual(nn.Module):
    def __init__(self, in_ch, out_ch):
        super().__init__()
        self.conv = nn.Conv2d(in_ch, out_ch, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(out_ch)
        self.relu = nn.ReLU(inplace=False)
        self.skip = nn.Conv2d(in_ch, out_ch, 1)
        self.add = FloatFunctional()

    def forward(self, x):
        return self.relu(self.add.add(self.bn(self.conv(x)), self.skip(x)))


class QuantReady(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.scale = Lambda(lambda x: x * 2 - 1)
        self.quant, self.dequant = QuantStub(), DeQuantStub()
        self.blocks = nn.Sequential(
            Residual(4, 16),
            nn.MaxPool2d(2),
            Residual(16, 32),
            nn.MaxPool2d(2),
            Residual(32, 64),
            nn.MaxPool2d(2),
        )
        self.fc = nn.Sequential(
            nn.Flatten(), nn.Linear(64 * 4 * 4, 64), nn.ReLU(), nn.Linear(64, num_classes)
        )

    def forward(self, x):
        x = self.blocks(self.quant(self.scale(x)))
        return self.dequant(self.fc(x))


def build():
    return QuantReady()
