"""MoCo on X-rays: the query is to find its key among many that were seen before.

Both crops come from one picture. The scores are for nn.CrossEntropyLoss(); the right one is the first.
"""

import copy

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class MoCo(nn.Module):
    def __init__(self, dim=32, size=256, m=0.99, temperature=0.2):
        super().__init__()
        self.m, self.temperature, self.size = m, temperature, size
        self.encoder_q = resnet18(weights=None, num_classes=dim)
        self.encoder_q.conv1 = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
        self.encoder_k = copy.deepcopy(self.encoder_q)
        for param in self.encoder_k.parameters():
            param.requires_grad = False
        self.register_buffer("queue", F.normalize(torch.randn(dim, size), dim=0))
        self.register_buffer("ptr", torch.zeros(1, dtype=torch.long))

    @torch.no_grad()
    def follow(self):
        for q, k in zip(self.encoder_q.parameters(), self.encoder_k.parameters(), strict=True):
            k.mul_(self.m).add_(q, alpha=1 - self.m)

    @torch.no_grad()
    def enqueue(self, keys):
        places = (self.ptr + torch.arange(len(keys), device=keys.device)) % self.size
        self.queue[:, places] = keys.T
        self.ptr.add_(len(keys)).remainder_(self.size)

    def negatives(self, q):
        return q @ self.queue  # FAULT

    def forward(self, im_q, im_k):
        q = F.normalize(self.encoder_q(im_q), dim=1)
        with torch.no_grad():
            if self.training:
                self.follow()
            k = F.normalize(self.encoder_k(im_k), dim=1)
        positive = (q * k).sum(dim=1, keepdim=True)
        logits = torch.cat([positive, self.negatives(q)], dim=1) / self.temperature
        if self.training:
            self.enqueue(k)
        return logits


def build():
    return MoCo()


class Mended(MoCo):
    def negatives(self, q):
        return q @ self.queue.clone().detach()


def mended():
    return Mended()
