"""CIFAR-10 on a microcontroller: a small pre-activation ResNet that is to be quantised after training.

Sums are FloatFunctionals, since quantisation has to see them; until then they are plain sums.
"""

import torch.nn as nn
from torch.ao.nn.quantized import FloatFunctional
from torch.ao.quantization import DeQuantStub, QuantStub


class PreActBlock(nn.Module):
    def __init__(self, n_in, n_out, stride=1):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(n_in)
        self.relu1 = nn.ReLU(inplace=True)
        self.conv1 = nn.Conv2d(n_in, n_out, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(n_out)
        self.relu2 = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(n_out, n_out, 3, padding=1, bias=False)
        self.shortcut = None
        if stride != 1 or n_in != n_out:
            self.shortcut = nn.Conv2d(n_in, n_out, 1, stride=stride, bias=False)
        self.add = FloatFunctional()

    def forward(self, x):
        out = self.relu1(self.bn1(x))
        identity = x if self.shortcut is None else self.shortcut(out)
        out = self.conv1(out)
        out = self.conv2(self.relu2(self.bn2(out)))
        return self.add.add(out, identity)


class QuantResNet(nn.Module):
    def __init__(self, num_classes=10, widths=(16, 32, 64)):
        super().__init__()
        self.quant, self.dequant = QuantStub(), DeQuantStub()
        self.conv = nn.Conv2d(3, widths[0], 3, padding=1, bias=False)
        blocks = []
        n_in = widths[0]
        for i, width in enumerate(widths):
            blocks.append(PreActBlock(n_in, width, stride=1 if i == 0 else 2))
            blocks.append(PreActBlock(width, width))
            n_in = width
        self.blocks = nn.Sequential(*blocks)
        self.bn = nn.BatchNorm2d(n_in)
        self.relu = nn.ReLU(inplace=True)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(n_in, num_classes)

    def forward(self, x):
        x = self.blocks(self.conv(self.quant(x)))
        x = self.relu(self.bn(x))
        x = self.fc(self.pool(x).flatten(1))
        return self.dequant(x)


def build():
    return QuantResNet()
