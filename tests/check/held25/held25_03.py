"""Head pose: yaw, pitch and roll in radians, each from minus pi to pi, by an L1 loss.

The mistake is met at https://github.com/ProteomicsML/ProteomicsML/pull/203
"""

from torch import nn
from torchvision.models import resnet18


def mlp(sizes):
    layers = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
        layers.append(nn.Linear(n_in, n_out))
        layers.append(nn.ReLU(inplace=True))  # FAULT
    return nn.Sequential(*layers)


class HeadPose(nn.Module):
    """Euler angles of a face that was cut out before."""

    def __init__(self, hidden=(128, 64)):
        super().__init__()
        self.backbone = resnet18(weights=None)
        features = self.backbone.fc.in_features
        self.backbone.fc = nn.Identity()
        self.angles = mlp([features, *hidden, 3])  # FAULT

    def forward(self, face):
        features = self.backbone(face)
        return self.angles(features)


def build():
    return HeadPose()


def mended():
    net = HeadPose()
    net.angles = net.angles[:-1]
    return net
