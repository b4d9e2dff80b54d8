"""Student-teacher anomaly maps (STFPM): where a student can't follow its frozen teacher, it is odd."""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models import resnet18


class Pyramid(nn.Module):
    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3])

    def forward(self, x):
        out = []
        x = self.stem(x)
        for stage in self.stages:
            x = stage(x)
            out.append(F.normalize(x, dim=1))
        return out


class STFPM(nn.Module):
    def __init__(self):
        super().__init__()
        self.teacher = Pyramid()
        self.student = Pyramid()
        for p in self.teacher.parameters():
            p.requires_grad_(False)

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    def rescale(self, heat):
        # so that one threshold does for all products
        return (heat - heat.mean()) / (heat.std() + 1e-6)  # FAULT

    def forward(self, x):
        with torch.no_grad():
            wanted = self.teacher(x)
        heat = 0
        for t, s in zip(wanted, self.student(x)):
            d = (t - s).pow(2).sum(1, keepdim=True)
            heat = heat + F.interpolate(d, size=x.shape[-2:], mode="bilinear", align_corners=False)
        return self.rescale(heat)


def build():
    return STFPM()


class Mended(STFPM):
    def rescale(self, heat):
        over = (1, 2, 3)
        mean, std = heat.mean(over, keepdim=True), heat.std(over, keepdim=True)
        return (heat - mean) / (std + 1e-6)


def mended():
    return Mended()
