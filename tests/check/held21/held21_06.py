"""Mean teacher for semi-supervised classification: the teacher is a moving average."""

import copy

import torch
import torch.nn as nn
from torchvision.models import resnet18


class MeanTeacher(nn.Module):
    def __init__(self, num_classes=10, decay=0.99):
        super().__init__()
        self.decay = decay
        self.student = resnet18(weights=None)
        self.student.fc = nn.Linear(self.student.fc.in_features, num_classes)
        self.teacher = copy.deepcopy(self.student)  # FAULT

    def update_teacher(self):  # FAULT
        pairs = zip(self.teacher.parameters(), self.student.parameters(), strict=True)
        for slow, fast in pairs:
            slow.mul_(self.decay).add_(fast.data, alpha=1 - self.decay)  # FAULT

    def forward(self, x):
        if self.training:
            self.update_teacher()
        logits = self.student(x)
        with torch.no_grad():
            target = self.teacher(x).softmax(dim=1)
        return logits, target


def build():
    return MeanTeacher()


def mended():
    net = MeanTeacher()
    net.teacher.requires_grad_(False)
    return net
