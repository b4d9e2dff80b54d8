import torch
from torch import nn

key = torch.rand(2, 4, 8)
nn.MultiheadAttention(8, 2)(torch.rand(2, 3, 8), key, key)
