"""NetVLAD on a small ResNet: residuals to clusters, each place shared out among them."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class NetVLAD(nn.Module):
    def __init__(self, num_clusters=6, dim=32, alpha=10.0):
        super().__init__()
        self.conv = nn.Conv2d(dim, num_clusters, 1)
        self.centroids = nn.Parameter(torch.rand(num_clusters, dim))
        self.conv.weight = nn.Parameter((2.0 * alpha * self.centroids.detach())[..., None, None])
        self.conv.bias = nn.Parameter(-alpha * self.centroids.detach().norm(dim=1))

    def forward(self, x):
        x = F.normalize(x, p=2, dim=1)
        assign = F.softmax(self.conv(x).flatten(2), dim=1)
        x = x.flatten(2)
        vlad = torch.bmm(assign, x.transpose(1, 2)) - assign.sum(-1, keepdim=True) * self.centroids
        vlad = F.normalize(vlad, p=2, dim=2)
        return F.normalize(vlad.flatten(1), p=2, dim=1)


class PlaceNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(16, 32, 3, 2, 1),
            nn.ReLU(inplace=True),
        )
        self.pool = NetVLAD()

    def forward(self, x):
        return self.pool(self.cnn(x))


def build():
    return PlaceNet()
