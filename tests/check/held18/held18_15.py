"""Signatures: a Siamese network whose embeddings lie on the unit sphere, for a contrastive loss."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class L2Norm(nn.Module):
    """Makes each embedding a vector of length one."""

    def __init__(self, dim=0):  # FAULT
        super().__init__()
        self.dim = dim

    def forward(self, x):
        return F.normalize(x, p=2, dim=self.dim)  # FAULT


class SignatureNet(nn.Module):
    def __init__(self, embed_dim=64):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
        net.fc = nn.Sequential(
            nn.Linear(512, 256),
            nn.ReLU(inplace=True),
            nn.Linear(256, embed_dim),
            L2Norm(),  # FAULT
        )
        self.twin = net

    def forward(self, left, right):
        return self.twin(left), self.twin(right)


def build():
    return SignatureNet()


def mended():
    net = SignatureNet()
    net.twin.fc[3] = L2Norm(dim=1)
    return net
