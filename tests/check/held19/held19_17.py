"""Face recognition: ResNet-18 embedding with a cosine classifier; ArcFace's margin is in the loss."""

import torch
from torch import nn
from torch.nn import functional as F
from torchvision.models import resnet18


class CosineHead(nn.Module):
    """Scaled cosines between an embedding and a centre for each identity."""

    def __init__(self, in_features, num_ids, scale=30.0):
        super().__init__()
        self.scale = scale
        self.weight = torch.empty(num_ids, in_features)  # FAULT
        nn.init.xavier_uniform_(self.weight)

    def forward(self, x):
        return self.scale * F.linear(F.normalize(x), F.normalize(self.weight))


class FaceNet(nn.Module):
    def __init__(self, num_ids=50, dim=128):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.fc = nn.Sequential(
            nn.Linear(512, dim, bias=False),
            nn.BatchNorm1d(dim),
        )
        self.head = CosineHead(dim, num_ids)

    def forward(self, x):
        return self.head(self.backbone(x))


def arcface_loss(cosines, labels, margin=0.5, scale=30.0):
    theta = torch.acos((cosines / scale).clamp(-1 + 1e-6, 1 - 1e-6))
    onehot = F.one_hot(labels, cosines.shape[1]).to(cosines.dtype)
    return F.cross_entropy(scale * torch.cos(theta + margin * onehot), labels)


def build():
    return FaceNet()


def mended():
    net = FaceNet()
    net.head.weight = nn.Parameter(net.head.weight)
    return net
