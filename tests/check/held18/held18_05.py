"""Transfer learning on skin lesions: the early stages stay as they are, the rest is fine-tuned."""

import torch.nn as nn
from torchvision.models import resnet34


def freeze(module):
    """None of its weights is to be trained."""
    for param in module.parameters():
        param.require_grad = False  # FAULT
    return module


class LesionNet(nn.Module):
    FROZEN = ("conv1", "bn1", "layer1", "layer2")

    def __init__(self, num_classes=7):
        super().__init__()
        net = resnet34(weights=None)
        for name in self.FROZEN:
            freeze(getattr(net, name))
        net.fc = nn.Sequential(
            nn.Linear(net.fc.in_features, 128),
            nn.ReLU(inplace=True),
            nn.Dropout(0.4),
            nn.Linear(128, num_classes),
        )
        self.net = net

    def forward(self, x):
        return self.net(x)


def build():
    return LesionNet()


def mended():
    net = LesionNet()
    for name in net.FROZEN:
        getattr(net.net, name).requires_grad_(False)
    return net
