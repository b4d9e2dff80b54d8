"""Face attributes, multi-task: one ResNet-18 and a small head per task."""

import torch.nn as nn
from torchvision.models import resnet18

TASKS = {"age_group": 8, "gender": 2, "emotion": 7}


def make_head(in_features, num_classes):
    return nn.Sequential(
        nn.Linear(in_features, 128),
        nn.ReLU(),
        nn.Linear(128, num_classes),
    )


class MultiTaskNet(nn.Module):
    def __init__(self, tasks):
        super().__init__()
        self.backbone = resnet18(weights=None)
        in_features = self.backbone.fc.in_features
        self.backbone.fc = nn.Identity()
        self.heads = {}  # FAULT
        for name, num_classes in tasks.items():
            self.heads[name] = make_head(in_features, num_classes)  # FAULT

    def forward(self, x):
        shared = self.backbone(x)
        return {name: head(shared) for name, head in self.heads.items()}


def build():
    return MultiTaskNet(TASKS)


def mended():
    net = MultiTaskNet(TASKS)
    net.heads = nn.ModuleDict(net.heads)
    return net
