"""A small ResNet that is made ready for quantisation: stubs at both ends, sums that can be observed."""

from torch import nn
from torch.ao.nn.quantized import FloatFunctional
from torch.ao.quantization import DeQuantStub, QuantStub


def conv_bn(c_in, c_out, kernel, stride=1):
    return [
        nn.Conv2d(c_in, c_out, kernel, stride, padding=kernel // 2, bias=False),
        nn.BatchNorm2d(c_out),
    ]


class Block(nn.Module):
    def __init__(self, c_in, c_out, stride):
        super().__init__()
        self.body = nn.Sequential(
            *conv_bn(c_in, c_out, 3, stride), nn.ReLU(inplace=True), *conv_bn(c_out, c_out, 3)
        )
        same = stride == 1 and c_in == c_out
        self.shortcut = nn.Identity() if same else nn.Sequential(*conv_bn(c_in, c_out, 1, stride))
        self.sum = FloatFunctional()

    def forward(self, x):
        return self.sum.add_relu(self.body(x), self.shortcut(x))


class QuantReady(nn.Module):
    def __init__(self, widths=(16, 32, 64), num_classes=10):
        super().__init__()
        self.quant = QuantStub()
        self.stem = nn.Sequential(*conv_bn(3, widths[0], 3), nn.ReLU(inplace=True))
        stages, last = [], widths[0]
        for i, width in enumerate(widths):
            stages += [Block(last, width, 1 if i == 0 else 2), Block(width, width, 1)]
            last = width
        self.stages = nn.Sequential(*stages)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(last, num_classes)
        self.dequant = DeQuantStub()

    def forward(self, x):
        x = self.stages(self.stem(self.quant(x)))
        return self.dequant(self.fc(self.pool(x).flatten(1)))


def build():
    return QuantReady()
