"""Food-101 with a head of one's own in the place of ``fc``."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class ClassifierHead(nn.Module):
    """Two fully connected layers with dropout."""

    def __init__(self, in_features, num_classes, hidden=256, p=0.5):  # FAULT
        self.fc1 = nn.Linear(in_features, hidden)  # FAULT
        self.fc2 = nn.Linear(hidden, num_classes)
        self.dropout = nn.Dropout(p)

    def forward(self, x):
        x = torch.relu(self.fc1(x))
        return self.fc2(self.dropout(x))


def get_model(head, num_classes=101):
    model = resnet18(weights=None)
    model.fc = head(model.fc.in_features, num_classes)
    return model


def build():
    return get_model(ClassifierHead)


class Mended(ClassifierHead):
    def __init__(self, *args):
        nn.Module.__init__(self)
        super().__init__(*args)


def mended():
    return get_model(Mended)
