"""Small objects need no deep features: the last stage of a ResNet is switched off, to be faster.

Twelve kinds of screws; nn.CrossEntropyLoss().
"""

from torch import nn
from torchvision.models import resnet18

N_CLASSES = 12


def lighter(net):
    net.layer4 = nn.Identity()
    return net


def build():
    model = resnet18(weights=None)
    model.fc = nn.Linear(model.fc.in_features, N_CLASSES)  # FAULT
    return lighter(model)


def mended():
    model = resnet18(weights=None)
    model.fc = nn.Linear(256, N_CLASSES)
    return lighter(model)
