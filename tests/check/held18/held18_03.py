"""MoCo without the queue: a query encoder, and a key encoder that follows it slowly."""

import copy

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class MoCo(nn.Module):
    def __init__(self, dim=64, momentum=0.99):
        super().__init__()
        self.m = momentum
        self.encoder_q = resnet18(weights=None)
        width = self.encoder_q.fc.in_features
        self.encoder_q.fc = nn.Sequential(
            nn.Linear(width, width), nn.ReLU(inplace=True), nn.Linear(width, dim)
        )
        self.encoder_k = copy.deepcopy(self.encoder_q)
        for p in self.encoder_k.parameters():
            p.requires_grad_(False)

    @torch.no_grad()
    def _follow(self):
        for q, k in zip(self.encoder_q.parameters(), self.encoder_k.parameters()):
            k.mul_(self.m).add_(q, alpha=1 - self.m)

    def forward(self, im_q, im_k):
        q = F.normalize(self.encoder_q(im_q), dim=1)
        with torch.no_grad():
            if self.training:
                self._follow()
            k = F.normalize(self.encoder_k(im_k), dim=1)
        return q, k


def build():
    return MoCo()
