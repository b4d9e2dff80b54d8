"""Multi-task: age, gender and ancestry from one face, with a head for each task.

After https://github.com/pytorch/pytorch/issues/33236 and https://github.com/pytorch/pytorch/issues/4048
"""

import torch.nn as nn
from torchvision.models import resnet34

TASKS = {"age": 9, "gender": 2, "ancestry": 7}


class MultiTaskFace(nn.Module):
    def __init__(self, tasks, hidden=64):
        super().__init__()
        net = resnet34(weights=None)
        width = net.fc.in_features
        net.fc = nn.Identity()
        self.backbone = net
        self.neck = nn.Sequential(nn.Linear(width, hidden), nn.ReLU(inplace=True))
        self.heads = {}  # FAULT
        for name, classes in tasks.items():
            self.heads[name] = nn.Linear(hidden, classes)  # FAULT

    def forward(self, x):
        z = self.neck(self.backbone(x))
        return {name: head(z) for name, head in self.heads.items()}


def build():
    return MultiTaskFace(TASKS)


def mended():
    net = MultiTaskFace(TASKS)
    net.heads = nn.ModuleDict(net.heads)
    return net
