import torch
from torch import nn

x = torch.rand(2, 3, 8)
nn.MultiheadAttention(8, 2)(x, torch.rand(4, 3, 8), x)
