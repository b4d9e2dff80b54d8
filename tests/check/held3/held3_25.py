"""Age of bones in months from an X-ray of the hand, by regression.

criterion = nn.MSELoss(); the data set yields an age for each image, so that a batch of them is (N,).
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class BoneAge(nn.Module):
    def __init__(self, mean_age=127.0, std_age=41.0):
        super().__init__()
        self.cnn = resnet18(weights=None)
        self.cnn.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
        self.cnn.fc = nn.Sequential(
            nn.Linear(self.cnn.fc.in_features, 128),
            nn.ReLU(),
            nn.Linear(128, 1),
        )
        self.register_buffer("mean_age", torch.tensor(mean_age))
        self.register_buffer("std_age", torch.tensor(std_age))

    def forward(self, x):
        z = self.cnn(x)
        return z * self.std_age + self.mean_age  # FAULT


def build():
    return BoneAge()


class Mended(BoneAge):
    def forward(self, x):
        return super().forward(x).squeeze(1)


def mended():
    return Mended()
