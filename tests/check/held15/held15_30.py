"""Defects on fabric: a student learns a teacher's features, and where it cannot, something is odd.

The teacher stays as it is: no gradient, and in evaluation whatever the student is in.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class Features(nn.Module):
    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.layers = nn.ModuleList([net.layer1, net.layer2, net.layer3])

    def forward(self, x):
        x = self.stem(x)
        out = []
        for layer in self.layers:
            x = layer(x)
            out.append(x)
        return out


class StudentTeacher(nn.Module):
    def __init__(self):
        super().__init__()
        self.teacher = Features().requires_grad_(False).eval()
        self.student = Features()

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    def forward(self, x):
        with torch.no_grad():
            wanted = self.teacher(x)
        maps = []
        for w, s in zip(wanted, self.student(x)):
            d = (F.normalize(w, dim=1) - F.normalize(s, dim=1)).pow(2).sum(dim=1, keepdim=True)
            maps.append(F.interpolate(d, size=x.shape[-2:], mode="bilinear", align_corners=False))
        return torch.cat(maps, dim=1)


def build():
    return StudentTeacher()
