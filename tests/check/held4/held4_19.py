"""Genres of a film from its poster; a film has several. criterion = nn.BCEWithLogitsLoss()"""

import torch.nn as nn
from torchvision import models

GENRES = 18


class PosterNet(nn.Module):
    def __init__(self, num_genres=GENRES, drop=0.5):
        super().__init__()
        resnet = models.resnet18(weights=None)
        self.drop = drop
        self.backbone = nn.Sequential(
            resnet.conv1,
            resnet.bn1,
            resnet.relu,
            resnet.maxpool,
            resnet.layer1,
            resnet.layer2,
            resnet.layer3,
            resnet.layer4,
        )
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc1 = nn.Linear(512, 128)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(128, num_genres)

    def regularize(self, x):
        return nn.Dropout(p=self.drop)(x)  # FAULT

    def forward(self, x):
        x = self.avgpool(self.backbone(x))
        x = x.reshape(x.shape[0], -1)
        x = self.relu(self.fc1(x))
        x = self.regularize(x)
        return self.fc2(x)


def build():
    return PosterNet()


class Mended(PosterNet):
    def regularize(self, x):
        return nn.functional.dropout(x, p=self.drop, training=self.training)


def mended():
    return Mended()
