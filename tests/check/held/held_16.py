"""Age from a face: regression on features of whatever width the backbone has.

https://github.com/pytorch/pytorch/issues/921
"""

import torch
import torch.nn as nn
from torchvision import models


class AgeNet(nn.Module):
    def __init__(self, backbone=models.resnet18):
        super().__init__()
        net = backbone(weights=None)
        self.features = nn.Sequential(*list(net.children())[:-1])
        self.regressor = None

    def forward(self, x):
        x = torch.flatten(self.features(x), 1)
        if self.regressor is None:
            self.regressor = nn.Linear(x.shape[1], 1).to(x.device)  # FAULT
        return self.regressor(x)


def build():
    return AgeNet()


def mended():
    net = AgeNet()
    net.regressor = nn.Linear(512, 1)
    return net
