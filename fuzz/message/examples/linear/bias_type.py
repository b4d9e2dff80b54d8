import torch
from torch import nn

layer = nn.Linear(3, 3)
layer.bias = nn.Parameter(torch.zeros(3, dtype=torch.float64))
layer(torch.rand(2, 3))
