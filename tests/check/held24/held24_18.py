"""Crowd counting: a density map behind a ResNet whose statistics are to stay those of ImageNet.

After https://github.com/poppinace/indexnet_matting/issues/35 and https://github.com/pgniewko/gt-pyg/issues/112
"""

import torch.nn as nn
from torchvision.models import resnet18


class CrowdCounter(nn.Module):
    def __init__(self, freeze_bn=True):
        super().__init__()
        net = resnet18(weights=None)  # weights are loaded by the script
        self.frontend = nn.Sequential(*list(net.children())[:7])
        self.backend = nn.Sequential(
            nn.Conv2d(256, 128, 3, padding=2, dilation=2),
            nn.ReLU(inplace=True),
            nn.Conv2d(128, 64, 3, padding=2, dilation=2),
            nn.ReLU(inplace=True),
        )
        self.density = nn.Conv2d(64, 1, 1)
        if freeze_bn:
            self.freeze_bn()  # FAULT

    def freeze_bn(self):  # FAULT
        """Batches are small here: keep the running statistics as they are."""
        for module in self.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()  # FAULT
                module.weight.requires_grad = False
                module.bias.requires_grad = False

    def forward(self, x):
        return self.density(self.backend(self.frontend(x)))


class Mended(CrowdCounter):
    def train(self, mode=True):
        super().train(mode)
        self.freeze_bn()
        return self


def build():
    return CrowdCounter()


def mended():
    return Mended()
