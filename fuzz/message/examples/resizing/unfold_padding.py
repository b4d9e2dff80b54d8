import torch
from torch import nn

nn.Unfold(3, padding=-1)(torch.rand(1, 3, 8, 8))
