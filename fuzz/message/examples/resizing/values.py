import torch
from torch import nn

nn.Unfold((3, 3, 3))(torch.rand(1, 3, 8, 8))
