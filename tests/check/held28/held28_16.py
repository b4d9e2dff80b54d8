"""Distillation: a fixed ResNet-18 teaches a small residual student; both logits go to the loss."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class Block(nn.Module):
    def __init__(self, in_ch, out_ch, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(in_ch, out_ch, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(out_ch)
        self.conv2 = nn.Conv2d(out_ch, out_ch, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(out_ch)
        self.skip = nn.Conv2d(in_ch, out_ch, 1, stride, bias=False)

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)), inplace=True)
        out = self.bn2(self.conv2(out))
        out += self.skip(x)
        return F.relu(out, inplace=True)


class Distiller(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.teacher = resnet18(weights=None, num_classes=num_classes).requires_grad_(False)
        self.teacher.eval()
        self.student = nn.Sequential(
            nn.Conv2d(3, 16, 3, 1, 1),
            Block(16, 32, 2),
            Block(32, 64, 2),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
            nn.Linear(64, num_classes),
        )

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    def forward(self, x):
        with torch.no_grad():
            taught = self.teacher(x)
        return self.student(x), taught.detach()


def build():
    return Distiller()
