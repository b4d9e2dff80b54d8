"""Masked prediction with a teacher that follows as a mean; patches are hidden in training alone."""

import copy

import torch
import torch.nn as nn
import torch.nn.functional as F


class Data2Vec(nn.Module):
    def __init__(self, dim=32, hide=0.5, decay=0.99):
        super().__init__()
        self.hide, self.decay = hide, decay
        self.student = nn.Sequential(nn.Conv2d(3, dim, 3, 2, 1), nn.GELU(), nn.Conv2d(dim, dim, 3, 1, 1))
        self.predict = nn.Conv2d(dim, dim, 1)
        self.token = nn.Parameter(torch.zeros(1, 3, 1, 1))
        self.teacher = copy.deepcopy(self.student).requires_grad_(False)

    @torch.no_grad()
    def follow(self):
        for slow, fast in zip(self.teacher.parameters(), self.student.parameters(), strict=True):
            slow.lerp_(fast, 1 - self.decay)

    def forward(self, x):
        if not self.training:
            return self.student(x)
        self.follow()
        hidden = torch.rand_like(x[:, :1]) < self.hide
        told = self.predict(self.student(torch.where(hidden, self.token, x)))
        with torch.no_grad():
            wanted = self.teacher(x)
        return F.smooth_l1_loss(told, wanted)


def build():
    return Data2Vec()
