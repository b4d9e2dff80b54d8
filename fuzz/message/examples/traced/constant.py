import torch
from torch import nn


class Scaled(nn.Module):
    def forward(self, x):
        return x * torch.tensor([0.5, 1.0, 2.0])


torch.jit.trace(Scaled(), torch.ones(2, 3))
