import torch
from torch import nn

nn.Transformer(8, 2, 1, 1)(torch.rand(2, 3, 8), torch.rand(2, 4, 8))
