import torch
from torch import nn


class Branch(nn.Module):
    def forward(self, x):
        return x if x.sum() > 0 else -x


torch.fx.symbolic_trace(Branch())
