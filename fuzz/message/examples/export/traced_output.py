import torch
from torch import nn


class Named(nn.Module):
    def forward(self, x):
        return {"features": x, "name": "layer4"}


torch.jit.trace(Named(), torch.rand(2, 4))
