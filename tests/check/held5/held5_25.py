"""ResNet-14 for CIFAR, ready to be quantised: stubs at both ends, sums by FloatFunctional."""

import torch.nn as nn
import torch.nn.functional as F
from torch.ao.nn.quantized import FloatFunctional
from torch.ao.quantization import DeQuantStub, QuantStub


def conv3x3(inside, out, stride=1):
    return nn.Sequential(nn.Conv2d(inside, out, 3, stride, 1, bias=False), nn.BatchNorm2d(out))


class QuantBlock(nn.Module):
    def __init__(self, inside, out, stride=1):
        super().__init__()
        self.conv1 = conv3x3(inside, out, stride)
        self.relu1 = nn.ReLU()
        self.conv2 = conv3x3(out, out)
        self.shortcut = nn.Identity()
        if stride != 1 or inside != out:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inside, out, 1, stride, bias=False), nn.BatchNorm2d(out)
            )
        self.skip_add_relu = FloatFunctional()

    def forward(self, x):
        out = self.conv2(self.relu1(self.conv1(x)))
        return self.skip_add_relu.add_relu(out, self.shortcut(x))


class QuantResNet(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.quant = QuantStub()
        self.stem = nn.Sequential(conv3x3(3, 16), nn.ReLU())
        layers, inside = [], 16
        for out, stride in ((16, 1), (16, 1), (32, 2), (32, 1), (64, 2), (64, 1)):
            layers.append(QuantBlock(inside, out, stride))
            inside = out
        self.blocks = nn.Sequential(*layers)
        self.linear = nn.Linear(64, num_classes)
        self.dequant = DeQuantStub()

    def forward(self, x):
        x = self.blocks(self.stem(self.quant(x)))
        x = F.avg_pool2d(x, 8).flatten(1)
        return self.dequant(self.linear(x))


def build():
    return QuantResNet()
