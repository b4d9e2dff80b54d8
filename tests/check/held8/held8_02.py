"""The representation network of a MuZero agent, for stacks of 8 frames of a board or a screen."""

import torch
from torch import nn


def conv3x3(cin, cout, stride=1):
    return nn.Conv2d(cin, cout, kernel_size=3, stride=stride, padding=1, bias=False)


class ResidualBlock(nn.Module):
    def __init__(self, planes):
        super().__init__()
        self.conv1 = conv3x3(planes, planes)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = conv3x3(planes, planes)
        self.bn2 = nn.BatchNorm2d(planes)

    def forward(self, x):
        x = self.conv1(x)
        x = self.bn1(x)
        x = torch.relu(x)
        x = self.conv2(x)
        x = self.bn2(x)
        x += x  # FAULT
        return torch.relu(x)


class Representation(nn.Module):
    def __init__(self, frames=8, planes=32, blocks=3, block=ResidualBlock):
        super().__init__()
        self.down = nn.Sequential(
            conv3x3(frames, planes // 2, stride=2),
            block(planes // 2),
            conv3x3(planes // 2, planes, stride=2),
        )
        self.blocks = nn.ModuleList([block(planes) for _ in range(blocks)])
        self.policy = nn.Linear(planes, 9)
        self.value = nn.Sequential(nn.Linear(planes, 32), nn.ELU(), nn.Linear(32, 1))

    def forward(self, observation):
        s = self.down(observation)
        for block in self.blocks:
            s = block(s)
        low = s.amin(dim=(1, 2, 3), keepdim=True)
        high = s.amax(dim=(1, 2, 3), keepdim=True)
        s = (s - low) / (high - low).clamp_min(1e-5)
        seen = s.mean(dim=(2, 3))
        return self.policy(seen), self.value(seen)


def build():
    return Representation()


class Mended(ResidualBlock):
    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return torch.relu(x + y)


def mended():
    return Representation(block=Mended)
