"""Faces: age, gender and ethnicity from one ResNet-18, the heads from a config.

Layers that the optimizer never saw: https://github.com/pytorch/pytorch/issues/666
"""

import torch.nn as nn
from torchvision.models import resnet18

TASKS = {"age": 9, "gender": 2, "ethnicity": 5}


class MultiTask(nn.Module):
    def __init__(self, tasks=TASKS, dim=128):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.fc = nn.Identity()
        self.neck = nn.Sequential(nn.Linear(512, dim), nn.ReLU(inplace=True))
        self.heads = {}  # FAULT
        for name, n in tasks.items():
            self.heads[name] = nn.Linear(dim, n)  # FAULT

    def forward(self, x):
        shared = self.neck(self.backbone(x))
        return {name: head(shared) for name, head in self.heads.items()}


def build():
    return MultiTask()


def mended():
    net = MultiTask()
    heads = net.heads
    net.heads = nn.ModuleDict(heads)
    return net
