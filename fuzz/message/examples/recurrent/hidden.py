import torch
from torch import nn

nn.GRU(8, 4)(torch.rand(2, 3, 8), torch.rand(1, 2, 4))
