import torch
from torch import nn


class Block(nn.Module):
    def forward(self, x):
        return x


Block()(torch.rand(1), torch.rand(1))
