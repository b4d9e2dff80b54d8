"""Images for a CLIP-like search: a ResNet, a projection, and logits against 30 learned prompts."""

import math

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


class Searcher(nn.Module):
    def __init__(self, prompts=30, dim=128):
        super().__init__()
        self.visual = ResNet(BasicBlock, [1, 1, 1, 1], num_classes=dim)
        self.prompts = nn.Parameter(torch.randn(prompts, dim) * dim**-0.5)
        self.logit_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))

    def scale(self):
        scale = torch.tensor(self.logit_scale)  # FAULT
        return scale.exp().clamp(max=100)

    def forward(self, images):
        image = F.normalize(self.visual(images), dim=-1)
        text = F.normalize(self.prompts, dim=-1)
        return self.scale() * image @ text.t()


def build():
    return Searcher()


class Mended(Searcher):
    def scale(self):
        return self.logit_scale.exp().clamp(max=100)


def mended():
    return Mended()
