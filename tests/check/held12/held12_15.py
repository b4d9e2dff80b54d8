"""A small ResNet, made ready for quantisation: stubs, and sums that can be observed."""

import torch.ao.nn.quantized as nnq
import torch.nn as nn
from torch.ao.quantization import DeQuantStub, QuantStub


class Block(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, 1)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(c_out, c_out, 3, 1, 1)
        self.down = nn.Conv2d(c_in, c_out, 1, stride) if stride > 1 else nn.Identity()
        self.add = nnq.FloatFunctional()

    def forward(self, x):
        y = self.conv2(self.relu1(self.conv1(x)))
        return self.add.add_relu(y, self.down(x))


class QuantReady(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.quant = QuantStub()
        self.body = nn.Sequential(nn.Conv2d(3, 16, 3, 1, 1), nn.ReLU(), Block(16, 16), Block(16, 32, 2))
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(32, classes)
        self.dequant = DeQuantStub()

    def forward(self, x):
        x = self.pool(self.body(self.quant(x))).flatten(1)
        return self.dequant(self.fc(x))


def build():
    return QuantReady()
