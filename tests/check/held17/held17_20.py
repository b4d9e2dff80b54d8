"""How many people are in the picture: a map of densities, and its sum. The counts of a batch are (N,).

https://www.iiask.com/34l57998.html has it with a loss that raises.
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet34


class CrowdCounter(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        net = resnet34(weights=None)
        self.frontend = nn.Sequential(
            *(net.conv1, net.bn1, net.relu, net.maxpool),
            *(net.layer1, net.layer2),
        )
        self.backend = nn.Sequential(
            nn.Conv2d(128, width, 3, padding=2, dilation=2),
            nn.ReLU(inplace=True),
            nn.Conv2d(width, width, 3, padding=2, dilation=2),
            nn.ReLU(inplace=True),
            nn.Conv2d(width, 1, 1),
        )

    def density(self, images):
        return F.softplus(self.backend(self.frontend(images)))

    def forward(self, images):
        return self.density(images).sum(dim=(2, 3))  # FAULT

    def training_step(self, batch):
        images, counts = batch  # (N, 3, H, W), (N,)
        return nn.MSELoss()(self(images), counts)  # FAULT


class FlatCounter(CrowdCounter):
    def forward(self, images):
        return self.density(images).sum(dim=(1, 2, 3))


def build():
    return CrowdCounter()


def mended():
    return FlatCounter()
