"""Feature distillation: a small student, a frozen teacher, adapters between their feature lists."""

from dataclasses import dataclass

import torch
import torch.nn as nn
from torchvision import models


@dataclass
class DistillConfig:
    student: str = "resnet18"
    teacher: str = "resnet34"
    student_channels: tuple = (64, 128, 256, 512)
    teacher_channels: tuple = (64, 128, 256)
    num_classes: int = 10


class Features(nn.Module):
    """All stages of a ResNet up to ``depth``, as a list."""

    def __init__(self, arch, depth=4):
        super().__init__()
        net = getattr(models, arch)(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        stages = [net.layer1, net.layer2, net.layer3, net.layer4]
        self.stages = nn.ModuleList(stages[:depth])

    def forward(self, x):
        x, feats = self.stem(x), []
        for stage in self.stages:
            x = stage(x)
            feats.append(x)
        return feats


class Distiller(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.student = Features(cfg.student)
        # only its feature maps are compared, so the last stage of the teacher is not needed
        self.teacher = Features(cfg.teacher, depth=len(cfg.teacher_channels))
        self.teacher.requires_grad_(False).eval()
        pairs = zip(cfg.student_channels, cfg.teacher_channels, strict=False)
        self.adapters = nn.ModuleList([nn.Conv2d(s, t, 1, bias=False) for s, t in pairs])
        self.classifier = nn.Linear(cfg.student_channels[-1], cfg.num_classes)

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    @torch.no_grad()
    def targets(self, x):
        return self.teacher(x)

    def forward(self, x):
        *maps, last = self.student(x)
        logits = self.classifier(last.mean(dim=(2, 3)))
        if not self.training:
            return logits
        pairs = zip(self.adapters, maps, self.targets(x), strict=True)
        hints = [(adapter(s) - t).pow(2).mean() for adapter, s, t in pairs]
        return logits, torch.stack(hints)


def build():
    return Distiller(DistillConfig())
