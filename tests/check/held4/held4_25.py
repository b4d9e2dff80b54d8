"""Who is this whale? Triplets of pictures: one, another of the same whale, and one of another whale.

All go through the network together, so that batch norm sees them alike. criterion =
nn.TripletMarginLoss(), called with the three that come out.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class EmbeddingNet(nn.Module):
    def __init__(self, dim=64):
        super().__init__()
        self.resnet = resnet18(weights=None)
        self.resnet.fc = nn.Sequential(
            nn.Linear(512, 256, bias=False),
            nn.BatchNorm1d(256),
            nn.ReLU(inplace=True),
            nn.Linear(256, dim),
        )

    def forward(self, x):
        return F.normalize(self.resnet(x))


class TripletNet(nn.Module):
    def __init__(self, embedding_net):
        super().__init__()
        self.embedding_net = embedding_net

    def forward(self, anchor, positive, negative):
        together = torch.cat((anchor, positive, negative))
        return self.embedding_net(together).chunk(3)

    def get_embedding(self, x):
        return self.embedding_net(x)


def build():
    return TripletNet(EmbeddingNet())
