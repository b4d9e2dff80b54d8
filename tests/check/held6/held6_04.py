"""X-rays have one channel, and the first convolution gets fewer filters, as there is less to see.

Fourteen findings, any of which may be there: nn.BCEWithLogitsLoss().
"""

import torch
from torchvision import models


class ChestNet(torch.nn.Module):
    filters = 32

    def __init__(self, findings: int = 14) -> None:
        super().__init__()
        self.resnet = models.resnet18(weights=None, num_classes=findings)
        self.resnet.conv1 = torch.nn.Conv2d(1, self.filters, 7, 2, 3, bias=False)  # FAULT

    def forward(self, xray: torch.Tensor) -> torch.Tensor:
        return self.resnet(xray)  # SHOWS


def build() -> torch.nn.Module:
    return ChestNet()


class Mended(ChestNet):
    filters = 64


def mended() -> torch.nn.Module:
    return Mended()
