"""Verification of signatures: two images, one number for how far apart they are."""

import torch.nn as nn
import torch.nn.functional as F


class SiameseNetwork(nn.Module):
    def __init__(self):
        super(SiameseNetwork, self).__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 8, 3, 2, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(8, 16, 3, 2, 1),
            nn.ReLU(inplace=True),
        )
        self.fc1 = nn.Sequential(nn.Linear(16, 32), nn.ReLU(inplace=True), nn.Linear(32, 8))
        self.fc2 = nn.Sequential(nn.Linear(16, 16), nn.ReLU(inplace=True), nn.Linear(16, 1))

    def forward_once(self, x):
        return self.cnn(x).mean((2, 3))

    def forward(self, input1, input2):
        output1 = self.forward_once(input1)
        output2 = self.forward_once(input1)  # FAULT
        near = F.cosine_similarity(self.fc1(output1), self.fc1(output2) + 0.1, dim=1)
        return near + self.fc2(output1 * output2).squeeze(1)


def build():
    return SiameseNetwork()


class Mended(SiameseNetwork):
    def forward(self, input1, input2):
        output1 = self.forward_once(input1)
        output2 = self.forward_once(input2)
        near = F.cosine_similarity(self.fc1(output1), self.fc1(output2) + 0.1, dim=1)
        return near + self.fc2(output1 * output2).squeeze(1)


def mended():
    return Mended()
