"""A network for digits; its forward has slipped into the constructor."""

import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):  # FAULT
        super(Net, self).__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, 2, 1)
        self.conv2 = nn.Conv2d(8, 16, 3, 2, 1)
        self.fc = nn.Linear(16, 10)

        def forward(self, x):
            x = F.relu(self.conv2(F.relu(self.conv1(x))))
            return self.fc(x.mean((2, 3)))


def build():
    return Net()


class Mended(Net):
    def forward(self, x):
        x = F.relu(self.conv2(F.relu(self.conv1(x))))
        return self.fc(x.mean((2, 3)))


def mended():
    return Mended()
