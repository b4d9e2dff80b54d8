import torch
from torch import nn


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [torch.jit.script(nn.Linear(4, 4))]

    def forward(self, x):
        return self.layers[0](x)


torch.jit.trace(Network(), torch.rand(1, 4))
