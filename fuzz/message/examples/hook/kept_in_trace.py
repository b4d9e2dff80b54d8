import torch
from torch import nn


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = torch.ones(1, requires_grad=True) * 2

    def forward(self, x):
        return x * self.scale


torch.jit.trace(Network(), torch.rand(1))
