"""Face recognition with an additive angular margin on the cosines to the class centres."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class ArcMargin(nn.Module):
    def __init__(self, embedding_size, num_classes, scale=30.0, margin=0.5):
        super().__init__()
        self.scale = scale
        self.cos_m, self.sin_m = math.cos(margin), math.sin(margin)
        self.threshold = math.cos(math.pi - margin)
        self.weight = nn.Parameter(torch.empty(embedding_size, num_classes))  # FAULT
        nn.init.xavier_uniform_(self.weight)

    def forward(self, x, labels=None):
        cosine = F.linear(F.normalize(x), F.normalize(self.weight))  # FAULT
        if labels is None:
            return cosine * self.scale
        sine = (1.0 - cosine.pow(2)).clamp(min=1e-7).sqrt()
        phi = cosine * self.cos_m - sine * self.sin_m
        phi = torch.where(cosine > self.threshold, phi, cosine)
        hot = F.one_hot(labels, cosine.size(1)).bool()
        return torch.where(hot, phi, cosine) * self.scale


class FaceNet(nn.Module):
    def __init__(self, num_people=500, embedding_size=128):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.fc = nn.Linear(512, embedding_size)
        self.margin = ArcMargin(embedding_size, num_people)

    def forward(self, x, labels=None):
        return self.margin(self.backbone(x), labels)


def build():
    return FaceNet()


def mended():
    net = FaceNet()
    net.margin.weight = nn.Parameter(net.margin.weight.detach().t().contiguous())
    return net
