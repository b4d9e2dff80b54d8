"""Two streams, colour and depth, for objects on a table; their vectors are joined late."""

import torch
import torch.nn as nn
from torchvision.models import resnet18

criterion = nn.CrossEntropyLoss()


def stream(channels):
    net = resnet18(weights=None)
    if channels != 3:
        net.conv1 = nn.Conv2d(channels, 64, 7, stride=2, padding=3, bias=False)
    net.fc = nn.Linear(512, 128)
    return net


def mlp(sizes, last=None):
    layers = []
    for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
        layers.append(nn.Linear(a, b))
        if i < len(sizes) - 2:
            layers.append(nn.ReLU(inplace=True))
    if last is not None:
        layers.append(last)
    return nn.Sequential(*layers)


class RGBDNet(nn.Module):
    def __init__(self, num_classes=51):
        super().__init__()
        self.colour = stream(3)
        self.depth = stream(1)
        self.head = mlp([256, 128, num_classes], last=nn.Softmax(dim=1))  # FAULT

    def forward(self, colour, depth):
        return self.head(torch.cat([self.colour(colour), self.depth(depth)], dim=1))


def training_loss(net, colour, depth, labels):
    return criterion(net(colour, depth), labels)


def build():
    return RGBDNet()


def mended():
    net = RGBDNet()
    net.head = mlp([256, 128, 51])
    return net
