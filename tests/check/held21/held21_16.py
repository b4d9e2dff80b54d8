"""Multi-view shape recognition: views of an object are encoded and pooled by their maximum."""

import torch.nn as nn
from torchvision.models import resnet18


class MVCNN(nn.Module):
    def __init__(self, num_classes=40):
        super().__init__()
        net = resnet18(weights=None)
        self.width = net.fc.in_features
        net.fc = nn.Identity()
        self.encoder = net
        self.classifier = nn.Sequential(
            nn.Linear(self.width, 256),
            nn.ReLU(inplace=True),
            nn.Linear(256, num_classes),
        )

    def pool_views(self, features, n, views):
        features = features.view(views, n, self.width)  # FAULT
        return features.max(dim=0).values  # FAULT

    def forward(self, x):
        n, views = x.shape[:2]
        features = self.encoder(x.flatten(0, 1))
        return self.classifier(self.pool_views(features, n, views))


def build():
    return MVCNN()


class Mended(MVCNN):
    def pool_views(self, features, n, views):
        return features.view(n, views, self.width).max(dim=1).values


def mended():
    return Mended()
