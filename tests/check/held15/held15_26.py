"""A ResNet made ready for quantisation-aware training: stubs at both ends, and its layers fused.

``fuse_model`` is like the one in https://github.com/pytorch/pytorch/issues/41641, without the question
whether there is a downsample.
"""

import torch.nn as nn
from torch.ao.nn.quantized import FloatFunctional
from torch.ao.quantization import DeQuantStub, QuantStub, fuse_modules_qat
from torchvision.models.resnet import BasicBlock, ResNet


class QuantBlock(BasicBlock):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.relu2 = nn.ReLU()
        self.add = FloatFunctional()

    def forward(self, x):
        identity = x
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if self.downsample is not None:
            identity = self.downsample(x)
        return self.relu2(self.add.add(out, identity))

    def fuse_model(self):
        names = [["conv1", "bn1", "relu"], ["conv2", "bn2"], ["downsample.0", "downsample.1"]]
        fuse_modules_qat(self, names, inplace=True)  # FAULT


class QuantResNet(ResNet):
    def __init__(self, block=QuantBlock, num_classes=10):
        super().__init__(block, [2, 2, 2, 2], num_classes=num_classes)
        self.quant = QuantStub()
        self.dequant = DeQuantStub()

    def forward(self, x):
        return self.dequant(super().forward(self.quant(x)))

    def fuse_model(self):
        fuse_modules_qat(self, ["conv1", "bn1", "relu"], inplace=True)
        for module in list(self.modules()):
            if isinstance(module, QuantBlock):
                module.fuse_model()


def build():
    model = QuantResNet().train()
    model.fuse_model()
    return model


class MendedBlock(QuantBlock):
    def fuse_model(self):
        names = [["conv1", "bn1", "relu"], ["conv2", "bn2"]]
        if self.downsample is not None:
            names.append(["downsample.0", "downsample.1"])
        fuse_modules_qat(self, names, inplace=True)


def mended():
    model = QuantResNet(MendedBlock).train()
    model.fuse_model()
    return model
