"""Mean teacher: the student learns, the teacher follows it as a moving average."""

import copy

import torch
import torch.nn as nn
from torchvision.models import resnet18


class MeanTeacher(nn.Module):
    def __init__(self, num_classes=10, decay=0.99):
        super().__init__()
        self.decay = decay
        self.student = resnet18(weights=None, num_classes=num_classes)
        self.teacher = copy.deepcopy(self.student)
        for p in self.teacher.parameters():
            p.detach_()
            p.requires_grad = False

    @torch.no_grad()
    def update_teacher(self):
        for t, s in zip(self.teacher.parameters(), self.student.parameters()):
            t.mul_(self.decay).add_(s, alpha=1 - self.decay)

    def forward(self, x):
        logits = self.student(x)
        with torch.no_grad():
            target = self.teacher(x)
        return logits, target.detach()


def build():
    return MeanTeacher()
