"""Learning without labels: a student and its own moving average, which looks at the same picture.

The average is a copy that no gradient reaches. Each step of training moves it a little, in forward.
"""

import copy

import torch
from torch import nn
from torchvision.models import resnet18


class MeanTeacher(nn.Module):
    def __init__(self, dim=64, momentum=0.99):
        super().__init__()
        self.momentum = momentum
        self.student = resnet18(weights=None, num_classes=dim)
        self.teacher = copy.deepcopy(self.student).requires_grad_(False)
        self.predict = nn.Sequential(nn.Linear(dim, dim), nn.GELU(), nn.Linear(dim, dim))

    def train(self, mode=True):
        super().train(mode)
        self.teacher.train(False)
        return self

    @torch.no_grad()
    def follow(self):
        pairs = zip(self.teacher.state_dict().values(), self.student.state_dict().values())
        for slow, fast in pairs:
            if slow.is_floating_point():
                slow.lerp_(fast, 1 - self.momentum)
            else:
                slow.copy_(fast)

    def forward(self, x):
        if self.training:
            self.follow()
        with torch.no_grad():
            aim = self.teacher(x)
        return self.predict(self.student(x)), aim


def build():
    return MeanTeacher()
