"""Age, gender and expression from faces, three heads on one backbone; it was moved from ResNet-34 to 50.

The mistake of the man behind https://e-com-net.com/article/1689075049153245184.htm.
"""

import torch
import torch.nn as nn
from torchvision import models


class Head(nn.Module):
    def __init__(self, in_features, out_features, dropout=0.1):
        super().__init__()
        self.fc1 = nn.Linear(in_features, 128)
        self.act = nn.PReLU()
        self.drop = nn.Dropout(dropout)
        self.fc2 = nn.Linear(128, out_features)

    def forward(self, x):
        return self.fc2(self.drop(self.act(self.fc1(x))))  # SHOWS


class FaceNet(nn.Module):
    feature_dim = 512  # FAULT

    def __init__(self):
        super().__init__()
        net = models.resnet50(weights=None)
        net.fc = nn.Identity()
        self.backbone = net
        self.age = Head(self.feature_dim, 1)
        self.gender = Head(self.feature_dim, 2)
        self.expression = Head(self.feature_dim, 7)

    def forward(self, x):
        f = self.backbone(x)
        return {
            "age": torch.sigmoid(self.age(f)).squeeze(1) * 100,
            "gender": self.gender(f),
            "expression": self.expression(f),
        }


def build():
    return FaceNet()


class Mended(FaceNet):
    feature_dim = 2048


def mended():
    return Mended()
