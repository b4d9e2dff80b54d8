"""Product retrieval: GeM pooling and a BN neck whose bias stays at zero (no shift, as usual there)."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class GeM(nn.Module):
    def __init__(self, p=3.0, eps=1e-6):
        super().__init__()
        self.p = nn.Parameter(torch.tensor([p]))
        self.eps = eps

    def forward(self, x):
        x = x.clamp(min=self.eps).pow(self.p)
        return F.adaptive_avg_pool2d(x, 1).pow(1.0 / self.p).flatten(1)


class RetrievalNet(nn.Module):
    def __init__(self, num_products=50):
        super().__init__()
        net = resnet18(weights=None)
        net.layer4[0].conv1.stride = (1, 1)  # a larger last map
        net.layer4[0].downsample[0].stride = (1, 1)
        self.body = nn.Sequential(*list(net.children())[:-2])
        self.pool = GeM()
        self.neck = nn.BatchNorm1d(512)
        self.neck.bias.requires_grad_(False)
        self.classifier = nn.Linear(512, num_products, bias=False)

    def forward(self, x):
        feat = self.pool(self.body(x))
        neck = self.neck(feat)
        if not self.training:
            return F.normalize(neck, dim=1)
        return self.classifier(neck), feat


def build():
    return RetrievalNet()
