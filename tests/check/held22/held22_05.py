"""Multi-view recognition: one ResNet-18 looks at three photos of a thing, and one label is told."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class ViewEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = resnet18(weights=None)
        self.out_features = self.net.fc.in_features
        self.net.fc = nn.Identity()

    def forward(self, x):
        return self.net(x)


class MultiViewNet(nn.Module):
    """All views of a thing share the encoder; what they say is pooled over the views."""

    def __init__(self, num_classes=12):
        super().__init__()
        self.encoder = ViewEncoder()
        self.head = nn.Sequential(
            nn.Linear(self.encoder.out_features, 128),
            nn.ReLU(inplace=True),
            nn.Linear(128, num_classes),
        )

    def pool(self, views):
        return torch.cat(views, dim=0)  # FAULT

    def forward(self, front, side, top):
        views = [self.encoder(view) for view in (front, side, top)]
        return self.head(self.pool(views))


def loss_of(net, photos, labels):
    """``photos`` are three batches of N images, ``labels`` N numbers."""
    return nn.functional.cross_entropy(net(*photos), labels)


def build():
    return MultiViewNet()


class Mended(MultiViewNet):
    def pool(self, views):
        return torch.stack(views).amax(dim=0)


def mended():
    return Mended()
