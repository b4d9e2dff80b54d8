"""A classifier that says how new an image is: distance to the nearest embedding of its training."""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class NoveltyNet(nn.Module):
    def __init__(self, classes=8, dim=64, keep=256):
        super().__init__()
        self.encoder = ResNet(BasicBlock, [1, 1, 1, 1], num_classes=dim)
        self.head = nn.Linear(dim, classes)
        self.keep = keep
        self.register_buffer("memory_bank", torch.empty(0, dim))  # FAULT

    @torch.no_grad()
    def remember(self, z):
        self.memory_bank = torch.cat([self.memory_bank, z])[-self.keep :]

    def novelty(self, z):
        if len(self.memory_bank) == 0:
            return torch.zeros_like(z[:, 0])
        return torch.cdist(z.detach(), self.memory_bank).amin(dim=1)

    def forward(self, x):
        z = F.normalize(self.encoder(x), dim=1)
        novelty = self.novelty(z)
        if self.training:
            self.remember(z)
        return self.head(z), novelty


def build():
    return NoveltyNet()


class Mended(NoveltyNet):
    def _load_from_state_dict(self, state_dict, prefix, *rest):
        bank = state_dict.get(prefix + "memory_bank")
        if bank is not None:
            self.memory_bank = self.memory_bank.new_empty(bank.shape)
        super()._load_from_state_dict(state_dict, prefix, *rest)


def mended():
    return Mended()
