import torch
from torch import nn

x = torch.rand(2, 3, 8)
nn.MultiheadAttention(8, 2)(x, x, x, key_padding_mask=torch.zeros(2).bool())
