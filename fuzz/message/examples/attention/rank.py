import torch
from torch import nn

x = torch.rand(2, 512, 7, 7)
nn.MultiheadAttention(512, 8)(x, x, x)
