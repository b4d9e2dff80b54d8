"""Driver monitoring: drowsiness, gaze zone and phone from one frozen backbone, with small heads.

The statistics of a frozen BatchNorm go on moving once train() is called:
https://discuss.pytorch.org/t/frozen-batch-normalization-still-shows-different-performance-in-model-train-from-model-eval/25176
"""

import torch.nn as nn
from torchvision.models import resnet18

TASKS = {"drowsy": 2, "gaze": 9, "phone": 2}


class FrozenBackbone(nn.Module):
    """Stays as it was pretrained, its normalisation included: weights and running statistics."""

    def __init__(self):
        super().__init__()
        self.net = resnet18(weights=None)
        self.net.fc = nn.Identity()
        for parameter in self.net.parameters():
            parameter.requires_grad = False
        self.net.eval()  # FAULT

    def forward(self, x):
        return self.net(x)


class DriverMonitor(nn.Module):
    def __init__(self, tasks=TASKS, backbone=FrozenBackbone):
        super().__init__()
        self.backbone = backbone()
        self.heads = nn.ModuleDict(
            {
                name: nn.Sequential(nn.Linear(512, 64), nn.ReLU(), nn.Linear(64, classes))
                for name, classes in tasks.items()
            }
        )

    def forward(self, x):
        feat = self.backbone(x)
        return {name: head(feat) for name, head in self.heads.items()}


class Mended(FrozenBackbone):
    def train(self, mode=True):
        super().train(mode)
        self.net.eval()
        return self


def build():
    return DriverMonitor()


def mended():
    return DriverMonitor(backbone=Mended)
