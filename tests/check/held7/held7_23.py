"""DINO in one module: the teacher is a moving average of the student, centred and sharpened.

The teacher follows at each forward in training; it has no gradient, and is not in the optimizer.
"""

import copy

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class Head(nn.Module):
    def __init__(self, dim=512, out=96):
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(dim, 128), nn.GELU(), nn.Linear(128, 64))
        self.last = nn.utils.parametrizations.weight_norm(nn.Linear(64, out, bias=False))

    def forward(self, x):
        return self.last(F.normalize(self.mlp(x), dim=-1))


class DINO(nn.Module):
    def __init__(self, momentum=0.996):
        super().__init__()
        backbone = ResNet(BasicBlock, [1, 1, 1, 1])
        backbone.fc = Head()
        self.student = backbone
        self.teacher = copy.deepcopy(backbone).requires_grad_(False)
        self.register_buffer("center", torch.zeros(1, 96))
        self.momentum = momentum

    @torch.no_grad()
    def follow(self):
        for t, s in zip(self.teacher.parameters(), self.student.parameters()):
            t.mul_(self.momentum).add_(s, alpha=1 - self.momentum)

    @torch.no_grad()
    def targets(self, x):
        logits = self.teacher(x)
        probs = F.softmax((logits - self.center) / 0.04, dim=-1)
        if self.training:
            self.center.lerp_(logits.mean(dim=0, keepdim=True), 0.1)
        return probs

    def forward(self, x):
        if self.training:
            self.follow()
        return self.student(x) / 0.1, self.targets(x)


def build():
    return DINO()
