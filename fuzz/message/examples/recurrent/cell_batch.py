import torch
from torch import nn

nn.GRUCell(8, 4)(torch.rand(2, 8), torch.rand(3, 4))
