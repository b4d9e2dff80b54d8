"""Distillation: a teacher that is never trained, a student with the teacher's answer beside its own."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18, resnet34


class Distilled(nn.Module):
    def __init__(self, num_classes=12, temperature=4.0):
        super().__init__()
        self.temperature = temperature
        self.teacher = resnet34(weights=None, num_classes=num_classes)
        for parameter in self.teacher.parameters():
            parameter.requires_grad_(False)
        self.teacher.eval()
        self.student = resnet18(weights=None)
        self.student.fc = nn.Identity()
        self.classifier = nn.Linear(512, num_classes)

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    @torch.no_grad()
    def soft_targets(self, x):
        return F.softmax(self.teacher(x) / self.temperature, dim=1)

    def forward(self, x):
        logits = self.classifier(self.student(x))
        if not self.training:
            return logits
        return logits, self.soft_targets(x)


def distillation_loss(logits, soft, labels, temperature=4.0, alpha=0.7):
    near = F.kl_div(F.log_softmax(logits / temperature, dim=1), soft, reduction="batchmean")
    return alpha * temperature**2 * near + (1 - alpha) * F.cross_entropy(logits, labels)


def build():
    return Distilled()
