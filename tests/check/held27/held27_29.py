"""ResNet for CIFAR-10, made ready for static quantisation: stubs and an addition with an observer."""

import torch.nn as nn
from torch.ao.nn.quantized import FloatFunctional
from torch.ao.quantization import DeQuantStub, QuantStub


def conv_bn(c_in, c_out, stride=1, k=3):
    return [
        nn.Conv2d(c_in, c_out, k, stride=stride, padding=k // 2, bias=False),
        nn.BatchNorm2d(c_out),
    ]


class QuantBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.body = nn.Sequential(
            *conv_bn(c_in, c_out, stride), nn.ReLU(inplace=True), *conv_bn(c_out, c_out)
        )
        self.down = nn.Identity()
        if stride != 1 or c_in != c_out:
            self.down = nn.Sequential(*conv_bn(c_in, c_out, stride, 1))
        self.add = FloatFunctional()

    def forward(self, x):
        return self.add.add_relu(self.body(x), self.down(x))


class QuantResNet(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.quant = QuantStub()
        self.stem = nn.Sequential(*conv_bn(3, 32), nn.ReLU(inplace=True))
        self.blocks = nn.Sequential(QuantBlock(32, 32), QuantBlock(32, 64, 2), QuantBlock(64, 128, 2))
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(128, num_classes)
        self.dequant = DeQuantStub()

    def forward(self, x):
        x = self.blocks(self.stem(self.quant(x)))
        x = self.pool(x).flatten(1)
        return self.dequant(self.fc(x))


def build():
    return QuantResNet()
