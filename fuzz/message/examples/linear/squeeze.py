import torch
from torch import nn


class SELayer(nn.Module):
    def __init__(self, channels, reduction=16):
        super().__init__()
        self.fc = nn.Sequential(nn.Linear(channels, channels // reduction), nn.ReLU())

    def forward(self, x):
        return self.fc(x.mean((2, 3)))


se = SELayer(64)
se(torch.rand(2, 256, 8, 8))
