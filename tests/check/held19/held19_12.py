"""Ready for quantisation: stubs at both ends, FloatFunctional for the sums of the shortcuts."""

import torch.nn as nn
from torch.ao.nn.quantized import FloatFunctional
from torch.ao.quantization import DeQuantStub, QuantStub


class ConvBNReLU(nn.Sequential):
    def __init__(self, cin, cout, stride=1):
        super().__init__(
            nn.Conv2d(cin, cout, 3, stride, 1, bias=False),
            nn.BatchNorm2d(cout),
            nn.ReLU(inplace=True),
        )


class QBlock(nn.Module):
    def __init__(self, cin, cout, stride=1):
        super().__init__()
        self.conv1 = ConvBNReLU(cin, cout, stride)
        self.conv2 = nn.Sequential(nn.Conv2d(cout, cout, 3, 1, 1, bias=False), nn.BatchNorm2d(cout))
        if stride == 1 and cin == cout:
            self.downsample = nn.Identity()
        else:
            self.downsample = nn.Sequential(
                nn.Conv2d(cin, cout, 1, stride, bias=False), nn.BatchNorm2d(cout)
            )
        self.add_relu = FloatFunctional()

    def forward(self, x):
        return self.add_relu.add_relu(self.conv2(self.conv1(x)), self.downsample(x))


class QResNet(nn.Module):
    def __init__(self, num_classes=10, width=16):
        super().__init__()
        self.quant = QuantStub()
        self.dequant = DeQuantStub()
        self.stem = ConvBNReLU(3, width, 2)
        self.body = nn.Sequential(
            QBlock(width, width),
            QBlock(width, width * 2, 2),
            QBlock(width * 2, width * 4, 2),
        )
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(width * 4, num_classes)

    def forward(self, x):
        x = self.quant(x)
        x = self.pool(self.body(self.stem(x)))
        x = self.fc(x.flatten(1))
        return self.dequant(x)


def build():
    return QResNet()
