import torch
from torch import nn


class Blocks(nn.Module):
    def forward(self):
        return None


nn.Sequential(nn.ReLU(), Blocks())(torch.rand(1))
