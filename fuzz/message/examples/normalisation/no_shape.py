import torch
from torch import nn

nn.LayerNorm(())(torch.rand(2, 8))
