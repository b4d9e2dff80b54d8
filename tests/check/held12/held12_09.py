"""Pose regression with leaky units in the head."""

import torch.nn as nn


def act():
    return nn.LeakyReLU(True)  # FAULT


class PoseNet(nn.Module):
    def __init__(self, act=act, joints=8):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(3, 16, 5, 2, 2), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU()
        )
        self.head = nn.Sequential(
            nn.Linear(32, 64), act(), nn.Linear(64, 64), act(), nn.Linear(64, 2 * joints)
        )

    def forward(self, x):
        return self.head(self.cnn(x).mean((2, 3)))


def build():
    return PoseNet()


def leaky():
    return nn.LeakyReLU(inplace=True)


def mended():
    return PoseNet(leaky)
