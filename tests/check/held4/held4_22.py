"""Where was this picture taken? NetVLAD on a ResNet-18: a vector of unit length for each picture.

Each place of the feature map is shared out among eight clusters; what a cluster collects is how far
its places are from its centre.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class NetVLAD(nn.Module):
    def __init__(self, num_clusters=8, dim=256, alpha=10.0):
        super().__init__()
        self.num_clusters = num_clusters
        self.conv = nn.Conv2d(dim, num_clusters, kernel_size=1, bias=True)
        self.centroids = nn.Parameter(torch.rand(num_clusters, dim))
        with torch.no_grad():
            self.conv.weight.copy_((2.0 * alpha * self.centroids)[:, :, None, None])
            self.conv.bias.copy_(-alpha * self.centroids.norm(dim=1))

    def forward(self, x):
        n, c = x.shape[:2]
        x = F.normalize(x, p=2, dim=1)
        soft_assign = self.conv(x).view(n, self.num_clusters, -1)
        soft_assign = F.softmax(soft_assign, dim=1)
        flat = x.view(n, c, -1)
        vlad = torch.einsum("nkp,ncp->nkc", soft_assign, flat)
        vlad = vlad - soft_assign.sum(dim=-1, keepdim=True) * self.centroids
        vlad = F.normalize(vlad, p=2, dim=2)
        return F.normalize(vlad.reshape(n, -1), p=2, dim=1)


class PlaceNet(nn.Module):
    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        self.encoder = nn.Sequential(*list(net.children())[:-3])  # up to layer3
        self.pool = NetVLAD()

    def forward(self, x):
        return self.pool(self.encoder(x))


def build():
    return PlaceNet()
