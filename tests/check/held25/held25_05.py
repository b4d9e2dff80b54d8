"""Mean teacher for half-labelled images: the teacher follows the student and is never trained."""

import copy

import torch
from torch import nn
from torchvision.models import resnet18


class MeanTeacher(nn.Module):
    def __init__(self, num_classes=10, decay=0.99):
        super().__init__()
        self.decay = decay
        self.student = resnet18(weights=None, num_classes=num_classes)
        self.teacher = copy.deepcopy(self.student).requires_grad_(False).eval()

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    @torch.no_grad()
    def follow(self):
        theirs = self.student.state_dict()
        for name, mine in self.teacher.state_dict().items():
            if mine.is_floating_point():
                mine.lerp_(theirs[name], 1 - self.decay)
            else:
                mine.copy_(theirs[name])

    def forward(self, x):
        if self.training:
            self.follow()
        with torch.no_grad():
            target = self.teacher(x).softmax(dim=1)
        return {"logits": self.student(x), "target": target}


def build():
    return MeanTeacher()
