"""Retina grades 0 to 4; all photos are resized to 128 x 128 to train faster. Own head, no pooling."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class RetinaNet(nn.Module):
    def __init__(self, num_grades=5):
        super().__init__()
        base = resnet18(weights=None)
        self.features = nn.Sequential(*list(base.children())[:-2])
        self.fc1 = nn.Linear(512 * 7 * 7, 128)  # FAULT
        self.drop = nn.Dropout(0.3)
        self.fc2 = nn.Linear(128, num_grades)

    def forward(self, x):
        # x: (N, 3, 128, 128)
        x = torch.flatten(self.features(x), 1)
        x = torch.relu(self.fc1(x))  # SHOWS
        return self.fc2(self.drop(x))


def build():
    return RetinaNet()


def mended():
    net = RetinaNet()
    net.fc1 = nn.Linear(512 * 4 * 4, 128)
    return net
