# as written: RuntimeError: attn_mask's dimension 4 is not supported
import torch
from torch import nn

x = torch.ones(5, 2, 64)
nn.MultiheadAttention(64, 8)(x, x, x, attn_mask=torch.zeros(2, 8, 5, 5))
