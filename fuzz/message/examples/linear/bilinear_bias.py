import torch
from torch import nn

layer = nn.Bilinear(3, 4, 5)
layer.bias = nn.Parameter(torch.zeros(4))
layer(torch.rand(2, 3), torch.rand(2, 4))
