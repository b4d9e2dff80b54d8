"""CIFAR ResNet with stochastic depth: the deeper a block, the more samples go around it."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.ops import StochasticDepth


class Block(nn.Module):
    def __init__(self, in_planes, planes, stride, drop):
        super().__init__()
        self.branch = nn.Sequential(
            nn.Conv2d(in_planes, planes, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(planes),
            nn.ReLU(inplace=True),
            nn.Conv2d(planes, planes, 3, padding=1, bias=False),
            nn.BatchNorm2d(planes),
        )
        self.drop = StochasticDepth(drop, mode="row")
        self.shortcut = nn.Identity()
        if stride != 1 or in_planes != planes:
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_planes, planes, 1, stride=stride, bias=False),
                nn.BatchNorm2d(planes),
            )

    def forward(self, x):
        return F.relu(self.shortcut(x) + self.drop(self.branch(x)))


class StochasticResNet(nn.Module):
    def __init__(self, depths=(2, 2, 2), widths=(16, 32, 64), last_drop=0.3, num_classes=10):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, widths[0], 3, padding=1, bias=False),
            nn.BatchNorm2d(widths[0]),
            nn.ReLU(inplace=True),
        )
        total, seen, planes = sum(depths), 0, widths[0]
        stages = []
        for stage, (depth, width) in enumerate(zip(depths, widths)):
            blocks = []
            for index in range(depth):
                seen += 1
                stride = 2 if stage and not index else 1
                blocks.append(Block(planes, width, stride, last_drop * seen / total))
                planes = width
            stages.append(nn.Sequential(*blocks))
        self.stages = nn.Sequential(*stages)
        self.fc = nn.Linear(planes, num_classes)

    def forward(self, x):
        x = self.stages(self.stem(x))
        return self.fc(x.mean(dim=(2, 3)))


def build():
    return StochasticResNet()
