"""GeM pooling with a learnt exponent over a last stage of stride one; unit descriptors."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class GeM(nn.Module):
    def __init__(self, p=3.0, eps=1e-6):
        super().__init__()
        self.p = nn.Parameter(torch.ones(1) * p)
        self.eps = eps

    def forward(self, x):
        x = x.clamp(min=self.eps).pow(self.p)
        return F.avg_pool2d(x, x.shape[-2:]).pow(1.0 / self.p)

    def extra_repr(self):
        return f"p={self.p.item():.2f}, eps={self.eps}"


class Descriptor(nn.Module):
    def __init__(self, dim=256):
        super().__init__()
        self.backbone = resnet18(weights=None)
        first = self.backbone.layer4[0]
        first.conv1.stride = first.downsample[0].stride = (1, 1)
        self.backbone.avgpool = GeM()
        self.backbone.fc = nn.Linear(self.backbone.fc.in_features, dim, bias=False)

    def forward(self, x):
        return F.normalize(self.backbone(x), p=2, dim=-1)


def build():
    return Descriptor()
