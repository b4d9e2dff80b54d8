import torch
from torch import nn


class Network(nn.Module):
    def forward(self, x):
        return x, None


torch.jit.trace(Network(), torch.rand(1))
