import torch
from torch import nn


class Network(nn.Module):
    def forward(self, x):
        return {"out": x}


torch.jit.trace(Network(), torch.rand(1))
