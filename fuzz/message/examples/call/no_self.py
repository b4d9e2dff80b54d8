import torch
from torch import nn


class Network(nn.Module):
    def forward(x):  # noqa: N805
        return x


Network()(torch.rand(1))
