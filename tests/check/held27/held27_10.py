"""CheXNet: 14 findings in a chest X-ray, each may be there or not. Criterion: nn.BCEWithLogitsLoss().

https://github.com/avBuffer/UNet3plus_pth/issues/23
"""

import torch
import torch.nn as nn
from torchvision import models

N_FINDINGS = 14


class CheXNet(nn.Module):
    def __init__(self, out_size=N_FINDINGS):
        super().__init__()
        self.net = models.resnet18(weights=None)
        self.net.fc = nn.Linear(self.net.fc.in_features, out_size)
        self.criterion = nn.BCEWithLogitsLoss()  # FAULT

    def classify(self, x):
        return torch.sigmoid(self.net(x))  # FAULT

    def forward(self, x):
        return self.classify(x)

    def training_step(self, batch):
        images, labels = batch
        return self.criterion(self(images), labels.float())


def build():
    return CheXNet()


class Mended(CheXNet):
    def classify(self, x):
        return self.net(x)


def mended():
    return Mended()
