import torch
from torch import nn


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.stages = [nn.Linear(3, 3)]

    def forward(self, x):
        for stage in self.stages:
            x = stage(x)
        return x


torch.jit.script(Network())
