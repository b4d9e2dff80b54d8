"""Persons found again: the body is cut into six stripes, and each stripe has its own classifier.

The mistake is met at https://github.com/sergeywong/cp-vton/issues/30
"""

from torch import nn
from torchvision.models import resnet18


class PCB(nn.Module):
    def __init__(self, persons=100, stripes=6, dim=64):
        super().__init__()
        net = resnet18(weights=None)
        net.layer4[0].conv1.stride = (1, 1)
        net.layer4[0].downsample[0].stride = (1, 1)
        self.backbone = nn.Sequential(*list(net.children())[:-2])
        self.stripes = nn.AdaptiveAvgPool2d((stripes, 1))
        self.reduce = nn.Sequential(nn.Conv2d(512, dim, 1), nn.ReLU())
        self.classifiers = nn.ModuleList([nn.Linear(dim, persons) for _ in range(stripes)])

    def embed(self, parts):
        return parts.view(parts.size(0), -1)  # FAULT

    def forward(self, x):
        parts = self.reduce(self.stripes(self.backbone(x)))
        parts = parts.squeeze(3).transpose(1, 2)  # (N, stripes, dim)
        if not self.training:
            return self.embed(parts)
        logits = [classify(parts[:, i]) for i, classify in enumerate(self.classifiers)]
        return logits, self.embed(parts)


def build():
    return PCB()


class Mended(PCB):
    def embed(self, parts):
        return parts.reshape(parts.size(0), -1)


def mended():
    return Mended()
