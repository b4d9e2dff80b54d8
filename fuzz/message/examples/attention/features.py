import torch
from torch import nn

x = torch.rand(2, 49, 512)
nn.MultiheadAttention(256, 8)(x, x, x)
