"""Retrieval: pooled ResNet-18 features, a fixed whitening, and in eval the mean over a flip."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class Whitening(nn.Linear):
    """Comes from a PCA that is computed once, so nothing in it is trained."""

    def __init__(self, in_features, out_features):
        super().__init__(in_features, out_features)
        nn.init.orthogonal_(self.weight)
        nn.init.zeros_(self.bias)
        self.requires_grad_(False)


class RetrievalNet(nn.Module):
    def __init__(self, dim=128):
        super().__init__()
        self.encoder = resnet18(weights=None)
        in_features = self.encoder.fc.in_features
        self.encoder.fc = nn.Identity()
        self.whiten = Whitening(in_features, dim)

    def embed(self, x):
        x = F.normalize(self.encoder(x), dim=1)
        return F.normalize(self.whiten(x), dim=1)

    def forward(self, x):
        out = self.embed(x)
        if not self.training:
            out = F.normalize(out + self.embed(x.flip(-1)), dim=1)
        return out


def build():
    return RetrievalNet()
