import torch
from torch import nn

nn.Unfold(5)(torch.rand(1, 3, 4, 4))
