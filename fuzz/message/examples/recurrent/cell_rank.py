import torch
from torch import nn

nn.GRUCell(64, 128)(torch.ones(2, 64), torch.zeros(1, 2, 128))
