"""ArcFace without the margin, on a ResNet-18 that is trained end to end with the class weights.

What is cut from the graph: https://github.com/lucidrains/CoCa-pytorch/issues/6
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class CosineClassifier(nn.Module):
    def __init__(self, dim, n_ids, scale=30.0):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(n_ids, dim))
        nn.init.xavier_uniform_(self.weight)
        self.scale = scale

    def forward(self, emb):
        return self.scale * F.linear(F.normalize(emb), F.normalize(self.weight))


class FaceNet(nn.Module):
    def __init__(self, dim=128, n_ids=300):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.fc = nn.Linear(512, dim, bias=False)
        self.arc = CosineClassifier(dim, n_ids)

    def embed(self, x):
        return self.backbone(x).data  # FAULT

    def forward(self, x):
        emb = self.embed(x)
        return self.arc(emb)


def build():
    return FaceNet()


class Mended(FaceNet):
    def embed(self, x):
        return self.backbone(x)


def mended():
    return Mended()
