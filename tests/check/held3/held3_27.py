"""Distillation: a small ResNet learns from a frozen ResNet-18, in its answers and in between (hints).

Hooks catch what comes out of two stages of each. Returns both answers, and how far the hints are off.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18
from torchvision.models.resnet import BasicBlock, ResNet

HINTS = ("layer2", "layer3")


class Distiller(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.teacher = resnet18(weights=None, num_classes=num_classes)
        self.student = ResNet(BasicBlock, [1, 1, 1, 1], num_classes=num_classes)
        for param in self.teacher.parameters():
            param.requires_grad = False
        self.teacher_feats, self.student_feats = [], []
        for name in HINTS:
            getattr(self.teacher, name).register_forward_hook(self.save_to(self.teacher_feats))
            getattr(self.student, name).register_forward_hook(self.save_to(self.student_feats))

    def save_to(self, feats):
        def hook(module, args, output):
            feats.append(output)  # FAULT

        return hook

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    def forward(self, x):
        with torch.no_grad():
            soft = self.teacher(x)
        logits = self.student(x)
        hints = 0
        for s, t in zip(self.student_feats, self.teacher_feats):
            hints = hints + (s - t).pow(2).flatten(1).mean(dim=1)
        return logits, soft, hints


def build():
    return Distiller()


class Mended(Distiller):
    def forward(self, x):
        self.teacher_feats.clear()
        self.student_feats.clear()
        return super().forward(x)


def mended():
    return Mended()
