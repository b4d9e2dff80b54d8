import torch
from torch import nn

nn.MaxUnpool2d(2)(torch.rand(1, 3, 2, 2), torch.full((1, 3, 2, 2), 30))
