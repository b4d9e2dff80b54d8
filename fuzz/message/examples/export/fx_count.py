import torch
from torch import nn


class Network(nn.Module):
    def forward(self, x):
        return [x for _ in range(x.shape[0])]


torch.fx.symbolic_trace(Network())
