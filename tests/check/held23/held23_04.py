"""Chest X-rays with one channel: fourteen findings, of which an image may show several.

Trained with nn.BCEWithLogitsLoss; a sigmoid before it:
https://pytorch.org/docs/master/generated/torch.nn.BCEWithLogitsLoss.html
"""

import torch.nn as nn
from torchvision.models import resnet50

FINDINGS = 14

criterion = nn.BCEWithLogitsLoss()  # FAULT


def one_channel(conv):
    new = nn.Conv2d(
        1, conv.out_channels, conv.kernel_size, conv.stride, conv.padding, bias=conv.bias is not None
    )
    new.weight.data.copy_(conv.weight.data.sum(dim=1, keepdim=True))
    return new


def head(in_features, out_features, dropout=0.3):
    layers = [nn.Dropout(dropout), nn.Linear(in_features, 256), nn.ReLU(inplace=True)]
    layers += [nn.Dropout(dropout), nn.Linear(256, out_features)]
    layers.append(nn.Sigmoid())  # FAULT
    return nn.Sequential(*layers)


class ChestNet(nn.Module):
    def __init__(self, findings=FINDINGS):
        super().__init__()
        self.net = resnet50(weights=None)
        self.net.conv1 = one_channel(self.net.conv1)
        self.net.fc = head(self.net.fc.in_features, findings)

    def forward(self, x):
        return self.net(x)


def training_loss(model, images, labels):
    return criterion(model(images), labels.float())


def build():
    return ChestNet()


def mended():
    net = ChestNet()
    net.net.fc = net.net.fc[:-1]
    return net
