"""Momentum contrast: two views of an image, and a queue of earlier keys as the negatives."""

import copy

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models import resnet18


class Queue(nn.Module):
    """Keys of earlier batches, the oldest of which are written over."""

    def __init__(self, dim, size):
        super().__init__()
        self.keys = nn.Parameter(F.normalize(torch.randn(dim, size), dim=0))  # FAULT
        self.register_buffer("at", torch.zeros(1, dtype=torch.long))

    def put(self, keys):
        places = (self.at + torch.arange(keys.size(0), device=keys.device)) % self.keys.size(1)
        self.keys[:, places] = keys.t()  # FAULT
        self.at += keys.size(0)


class Contrast(nn.Module):
    def __init__(self, dim=64, size=128, momentum=0.99, temperature=0.2):
        super().__init__()
        self.momentum, self.temperature = momentum, temperature
        self.query = resnet18(weights=None, num_classes=dim)
        self.key = copy.deepcopy(self.query).requires_grad_(False)
        self.queue = Queue(dim, size)

    @torch.no_grad()
    def encode_key(self, view):
        if self.training:
            for slow, fast in zip(self.key.parameters(), self.query.parameters(), strict=True):
                slow.mul_(self.momentum).add_(fast, alpha=1 - self.momentum)
        return F.normalize(self.key(view), dim=1)

    def forward(self, first, second):
        q = F.normalize(self.query(first), dim=1)
        k = self.encode_key(second)
        near = (q * k).sum(dim=1, keepdim=True)
        far = q @ self.queue.keys.detach().clone()
        if self.training:
            self.queue.put(k)
        return torch.cat([near, far], dim=1) / self.temperature


def build():
    return Contrast()


def mended():
    net = Contrast()
    keys = net.queue.keys.detach()
    del net.queue.keys
    net.queue.register_buffer("keys", keys)
    return net
