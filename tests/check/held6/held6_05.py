"""A ResNet from scratch, as in the paper, for 28 letters of a sign language. nn.CrossEntropyLoss()."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    def __init__(self, inp, out, stride, shortcut):
        super().__init__()
        self.conv1 = nn.Conv2d(inp, out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(out)
        self.conv2 = nn.Conv2d(out, out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        self.shortcut = shortcut

    def forward(self, x):
        identity = self.shortcut(x)
        x = F.relu(self.bn1(self.conv1(x)))
        x = self.bn2(self.conv2(x))
        x += identity  # SHOWS
        return F.relu(x)


class ResNet(nn.Module):
    def __init__(self, num_classes=28, widths=(32, 64, 128, 256)):
        super().__init__()
        self.inp = widths[0]
        self.stem = nn.Sequential(
            nn.Conv2d(1, self.inp, 5, stride=2, padding=2, bias=False),
            nn.BatchNorm2d(self.inp),
            nn.ReLU(),
        )
        self.stage1 = self.stage(widths[0], 2, 1)
        self.stage2 = self.stage(widths[1], 2, 2)
        self.stage3 = self.stage(widths[2], 2, 2)
        self.stage4 = self.stage(widths[3], 1, 2)
        self.fc = nn.Linear(widths[3], num_classes)

    def stage(self, out, blocks, stride):
        layers = [BasicBlock(self.inp, out, stride, self.shortcut(out, stride))]
        layers += [BasicBlock(out, out, 1, nn.Identity()) for _ in range(blocks - 1)]
        self.inp = out
        return nn.Sequential(*layers)

    def shortcut(self, out, stride):
        if self.inp == out:
            return nn.Identity()
        return nn.Sequential(nn.Conv2d(self.inp, out, 1, bias=False), nn.BatchNorm2d(out))  # FAULT

    def forward(self, x):
        x = self.stem(x)
        for stage in (self.stage1, self.stage2, self.stage3, self.stage4):
            x = stage(x)
        x = F.adaptive_avg_pool2d(x, 1)
        return self.fc(torch.flatten(x, 1))


def build():
    return ResNet()


class Mended(ResNet):
    def shortcut(self, out, stride):
        if self.inp == out and stride == 1:
            return nn.Identity()
        return nn.Sequential(nn.Conv2d(self.inp, out, 1, stride=stride, bias=False), nn.BatchNorm2d(out))


def mended():
    return Mended()
