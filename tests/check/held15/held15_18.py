"""Skin lesions: a photograph and six numbers about the patient, with a pyramid of pooled features."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class SpatialPyramid(nn.Module):
    def __init__(self, sizes=(1, 2, 4)):
        super().__init__()
        self.sizes = sizes

    def forward(self, x):
        return torch.cat([F.adaptive_avg_pool2d(x, s).flatten(1) for s in self.sizes], dim=1)


class LesionNet(nn.Module):
    def __init__(self, num_meta=6, num_classes=8):
        super().__init__()
        net = resnet18(weights=None)
        self.body = nn.Sequential(
            *[net.conv1, net.bn1, net.relu, net.maxpool, net.layer1, net.layer2, net.layer3]
        )
        self.squeeze = nn.Conv2d(256, 32, 1)
        self.pyramid = SpatialPyramid()
        self.image_fc = nn.Linear(32 * (1 + 4 + 16), 128)
        self.meta_fc = nn.Sequential(nn.Linear(num_meta, 32), nn.LayerNorm(32), nn.GELU())
        self.gate = nn.Linear(32, 128)
        self.classifier = nn.Linear(128 + 32, num_classes)

    def forward(self, image, meta):
        x = self.image_fc(self.pyramid(self.squeeze(self.body(image))))
        m = self.meta_fc(meta)
        x = x * torch.sigmoid(self.gate(m))
        return self.classifier(torch.cat([x, m], dim=1))


def build():
    return LesionNet()
