import torch
from torch import nn

x = torch.ones(5, 64)
nn.MultiheadAttention(64, 8)(x, x, x, attn_mask=torch.zeros(4, 5, 5))
